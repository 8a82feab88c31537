using Analyse.AspNetCore.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class RequestKindTests
{
    private const string AcceptOfBrowsers = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("GET", "Sec-Fetch-Dest: document")]
    [InlineData("POST", "Sec-Fetch-Dest: document")]
    [InlineData("GET", "Sec-Fetch-Dest: iframe")]
    [InlineData("GET", "Sec-Fetch-Mode: navigate")]
    [InlineData("GET", "Accept: " + AcceptOfBrowsers)]
    [InlineData("GET", "Accept: text/html")]
    public void A_navigation_opens_a_page(string method, params string[] headers) => Assert.True(OpensPage(method, headers));

    [Theory]
    [InlineData("Sec-Fetch-Dest: empty", "Accept: text/html; blazor-enhanced-nav=on")]
    [InlineData("Accept: text/html; blazor-enhanced-nav=on")]
    [InlineData("Sec-Fetch-Dest: empty", "blazor-enhanced-nav: on")]
    [InlineData("Sec-Fetch-Dest: empty", "Accept: text/html, application/xhtml+xml")]
    [InlineData("Sec-Fetch-Dest: empty", "Accept: text/html, application/xhtml+xml", "X-Turbo-Request-Id: 1")]
    [InlineData("Sec-Fetch-Dest: empty", "Accept: text/vnd.turbo-stream.html, text/html, application/xhtml+xml")]
    [InlineData("Sec-Fetch-Dest: empty", "Accept: */*", "HX-Request: true", "HX-Boosted: true")]
    [InlineData("Accept: */*", "HX-Request: true", "HX-Boosted: true")]
    [InlineData("Sec-Fetch-Dest: empty", "HX-Request: true", "HX-History-Restore-Request: true")]
    [InlineData("Sec-Fetch-Dest: empty", "X-Requested-With: XMLHttpRequest", "X-Inertia: true", "Accept: text/html, application/xhtml+xml")]
    public void A_library_that_fetches_the_next_page_opens_it(params string[] headers) => Assert.True(OpensPage("GET", headers));

    [Theory]
    [InlineData("GET")]
    [InlineData("GET", "Accept: */*")]
    [InlineData("GET", "Accept: application/json")]
    [InlineData("POST", "Accept: application/json, text/plain, */*")]
    [InlineData("PUT", "Accept: text/html")]
    [InlineData("HEAD", "Sec-Fetch-Dest: document")]
    [InlineData("GET", "Sec-Fetch-Dest: empty", "Accept: text/html")]
    [InlineData("GET", "Sec-Fetch-Dest: image")]
    [InlineData("GET", "Sec-Fetch-Mode: cors", "Accept: text/html")]
    [InlineData("GET", "X-Requested-With: XMLHttpRequest", "Accept: " + AcceptOfBrowsers)]
    public void What_calls_an_api_opens_none(string method, params string[] headers) => Assert.False(OpensPage(method, headers));

    [Theory]
    [InlineData("Sec-Fetch-Dest: empty", "HX-Request: true", "Accept: text/html")]
    [InlineData("HX-Request: true", "Accept: text/html")]
    [InlineData("Sec-Fetch-Dest: empty", "Turbo-Frame: basket", "Accept: text/html, application/xhtml+xml")]
    [InlineData("Turbo-Frame: basket", "Accept: text/html, application/xhtml+xml")]
    [InlineData("Sec-Fetch-Dest: empty", "X-Requested-With: XMLHttpRequest", "X-Inertia: true", "X-Inertia-Partial-Component: Basket", "Accept: text/html, application/xhtml+xml")]
    public void A_part_of_a_page_opens_none(params string[] headers) => Assert.False(OpensPage("GET", headers));

    [Theory]
    [InlineData("GET", "Upgrade: websocket", "Connection: Upgrade", "Accept: " + AcceptOfBrowsers)]
    [InlineData("GET", "Upgrade: WebSocket", "Sec-Fetch-Dest: document")]
    [InlineData("GET", "Sec-Fetch-Dest: websocket", "Sec-Fetch-Mode: websocket")]
    [InlineData("CONNECT", "Accept: " + AcceptOfBrowsers)]
    [InlineData("CONNECT", "Sec-Fetch-Dest: document")]
    public void A_web_socket_opens_none(string method, params string[] headers) => Assert.False(OpensPage(method, headers));

    private static bool OpensPage(string method, string[] headers)
    {
        var request = new HttpRequestFeature { Method = method };
        foreach (var header in headers)
        {
            var (name, value) = (header[..header.IndexOf(':')], header[(header.IndexOf(':') + 2)..]);
            request.Headers.Append(name, value);
        }

        return RequestKind.OpensPage(request);
    }
}
