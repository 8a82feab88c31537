using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analyse.AspNetCore.Requests;

/// <summary>Tells what in a browser made a request.</summary>
internal static class RequestKind
{
    private const string FetchDestination = "Sec-Fetch-Dest";
    private const string FetchMode = "Sec-Fetch-Mode";

    /// <summary>
    /// Whether its address becomes that of a page: what the browser navigates to, or a library that fetches pages in its
    /// place. Everything else, such as a call of an API, a web socket or an image, belongs to the page that it was made from.
    /// </summary>
    public static bool OpensPage(IHttpRequestFeature request)
    {
        var headers = request.Headers;
        if (!IsNavigationMethod(request.Method) || IsWebSocket(headers))
        {
            return false;
        }

        return headers[FetchDestination].ToString() switch
        {
            "document" or "iframe" or "frame" => true,
            "empty" => EnhancedNavigation.IsMade(headers),
            "" => IsPlainNavigation(headers) || EnhancedNavigation.IsMade(headers),
            _ => false,
        };
    }

    /// <summary>
    /// Whether it opens a page inside another. Those come in parallel: were each given an id, the browser would keep the
    /// last, and the events of the others would belong to nobody.
    /// </summary>
    public static bool IsFrame(HttpRequest request) => request.Headers[FetchDestination].ToString() is "iframe" or "frame";

    // An extended CONNECT, which opens a web socket over HTTP/2, is none either.
    private static bool IsNavigationMethod(string method) => HttpMethods.IsGet(method) || HttpMethods.IsPost(method);

    // By the header, since the WebSockets middleware, if there is one, may run later.
    private static bool IsWebSocket(IHeaderDictionary headers) =>
        headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

    // Browsers leave Sec-Fetch-* out where the connection is not secure, and old ones always. Then only a navigation
    // asks for HTML by name; fetch, curl and other programs ask for anything.
    private static bool IsPlainNavigation(IHeaderDictionary headers) => headers[FetchMode].ToString() switch
    {
        "navigate" => true,
        "" => headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !EnhancedNavigation.IsPartOfPage(headers),
        _ => false,
    };
}
