using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>Tells what in a browser made a request.</summary>
internal static class RequestKind
{
    private const string FetchDestination = "Sec-Fetch-Dest";

    /// <summary>Whether a script of a page made it, so that its address is an API's and no page's.</summary>
    public static bool IsFromScript(HttpContext context) =>
        context.Request.Headers[FetchDestination].ToString() is "empty" or "websocket"
        || context.WebSockets.IsWebSocketRequest
        || IsMarkedAsScript(context.Request);

    /// <summary>
    /// Whether it opens a page. What a page loads comes in parallel: were each of those requests given an id, the
    /// browser would keep the last and the events of the others would belong to nobody.
    /// </summary>
    public static bool IsNavigation(HttpRequest request) =>
        request.Headers[FetchDestination].ToString() switch
        {
            "document" => true,
            "" => !IsMarkedAsScript(request) && AsksForPage(request.Headers.Accept.ToString()),
            _ => false,
        };

    // Browsers leave Sec-Fetch-Dest out where the connection is not secure, and other programs always do.
    private static bool AsksForPage(string accept) =>
        accept is "" or "*/*" || accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsMarkedAsScript(HttpRequest request) =>
        string.Equals(request.Headers.XRequestedWith, "XMLHttpRequest", StringComparison.OrdinalIgnoreCase);
}
