using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Storefront.Tests.Shop;

/// <summary>A browser with its own cookies, that sends a form with the token of the page it is on.</summary>
internal sealed partial class Browser(HttpClient http, CookieContainer cookies) : IDisposable
{
    private string _token = "";

    /// <summary>The id by which the shop knows this browser.</summary>
    public string? AnonymousId => cookies.GetCookies(http.BaseAddress!)["analyse_anon_id"]?.Value;

    public void Dispose() => http.Dispose();

    /// <summary>Opens a page and gives its HTML.</summary>
    public async Task<string> OpenAsync(string address)
    {
        using var response = await NavigateAsync(HttpMethod.Get, address);
        return await ShowAsync(response);
    }

    /// <summary>Sends a form of the current page and gives the path on which that ends.</summary>
    public async Task<string> SubmitAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", _token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var response = await NavigateAsync(HttpMethod.Post, address, form);
        await ShowAsync(response);
        return response.RequestMessage!.RequestUri!.AbsolutePath;
    }

    /// <summary>Calls an endpoint the way a script of the current page does.</summary>
    public async Task<HttpResponseMessage> FetchAsync(string address, bool withToken = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (withToken)
        {
            request.Headers.Add("RequestVerificationToken", _token);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> NavigateAsync(HttpMethod method, string address, HttpContent? form = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = form, Headers = { { "Accept", "text/html" } } };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> ShowAsync(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        _token = Token().Match(html) is { Success: true } match ? match.Groups[1].Value : _token;
        return html;
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
