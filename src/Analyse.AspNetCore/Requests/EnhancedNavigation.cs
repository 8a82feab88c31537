using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Recognises libraries that fetch the next page by script and put it in place of the old one. Each says so in its own way.
/// </summary>
internal static class EnhancedNavigation
{
    private const string Blazor = "blazor-enhanced-nav";

    /// <summary>Whether such a library fetches a page, and not a part of one.</summary>
    public static bool IsMade(IHeaderDictionary headers)
    {
        var accept = headers.Accept.ToString();
        return IsByHtmx(headers)
            || Accepts(accept, Blazor)
            || headers.ContainsKey(Blazor)
            || IsByInertia(headers)
            || IsByTurbo(headers, accept);
    }

    /// <summary>Whether a library or a script marks it as something else than a navigation.</summary>
    public static bool IsPartOfPage(IHeaderDictionary headers) =>
        IsMarkedAsScript(headers) || headers.ContainsKey("HX-Request") || headers.ContainsKey("Turbo-Frame");

    // The second fetches a page again that the visitor goes back to.
    private static bool IsByHtmx(IHeaderDictionary headers) =>
        IsTrue(headers, "HX-Boosted") || IsTrue(headers, "HX-History-Restore-Request");

    private static bool IsByInertia(IHeaderDictionary headers) =>
        IsMarkedAsScript(headers) && IsTrue(headers, "X-Inertia") && !headers.ContainsKey("X-Inertia-Partial-Component");

    // Turbo's own header came with version 8. What it accepts is older, and what its predecessor and a service worker that
    // passes a navigation on accept too: nobody asks for XHTML who wants a piece of HTML.
    private static bool IsByTurbo(IHeaderDictionary headers, string accept) =>
        (accept is "" || Accepts(accept, "text/html"))
        && (Accepts(accept, "application/xhtml+xml") || headers.ContainsKey("X-Turbo-Request-Id"))
        && !IsPartOfPage(headers);

    private static bool Accepts(string accept, string type) => accept.Contains(type, StringComparison.OrdinalIgnoreCase);

    private static bool IsMarkedAsScript(IHeaderDictionary headers) =>
        string.Equals(headers.XRequestedWith, "XMLHttpRequest", StringComparison.OrdinalIgnoreCase);

    private static bool IsTrue(IHeaderDictionary headers, string name) =>
        string.Equals(headers[name], "true", StringComparison.OrdinalIgnoreCase);
}
