using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Makes the page of an event from what a request said. Query strings may hold anything, secrets too, so only the
/// campaign is kept of them. What is too long is dropped, never cut: a cut address is another address.
/// </summary>
internal static class PageReader
{
    private const int LongestAddress = 2048;
    private const int LongestHostname = 255;

    // Longer than an address may be, because the query is dropped.
    private const int LongestReferrer = 8192;

    public static PageContext? Read(RequestSnapshot request) =>
        request.OpensPage ? OfDocument(request) : OfPageBehind(request);

    // A script's request has the address of an API, and an image's its own; the page is the one that they were made from.
    private static PageContext? OfPageBehind(RequestSnapshot request)
    {
        if (ParseReferrer(request.Referrer) is not { } page || !request.IsOriginOf(page))
        {
            return null;
        }

        var utm = UtmParameters.Of(page.Query);
        return Of(WithoutQuery(page) + utm.ToQuery(), page.AbsolutePath, page.Host, referrer: null, utm);
    }

    private static PageContext? OfDocument(RequestSnapshot request)
    {
        var utm = UtmParameters.Of(request.Query);
        var path = request.Path.Value?.Length > LongestAddress ? null : request.Path.ToUriComponent();
        var url = path is null || !request.Host.HasValue
            ? null
            : UriHelper.BuildAbsolute(request.Scheme, request.Host, request.Path, query: new QueryString(utm.ToQuery()));
        // Some libraries, such as Blazor, change the browser's address before they fetch: the page would be its own referrer.
        var referrer = ParseReferrer(request.Referrer) is { } address && !request.IsAddressedBy(address)
            ? WithoutQuery(address) + UtmParameters.Of(address.Query).ToQuery()
            : null;
        return Of(url, path, request.Host.Host, referrer, utm);
    }

    private static PageContext Of(string? url, string? path, string? hostname, string? referrer, UtmParameters utm) => new()
    {
        Url = Bounded(url, LongestAddress),
        Path = Bounded(path, LongestAddress),
        Hostname = Bounded(hostname, LongestHostname),
        Referrer = Bounded(referrer, LongestAddress),
        UtmSource = utm.Source,
        UtmMedium = utm.Medium,
        UtmCampaign = utm.Campaign,
        UtmTerm = utm.Term,
        UtmContent = utm.Content,
    };

    private static Uri? ParseReferrer(string? referrer) =>
        referrer?.Length <= LongestReferrer
        && Uri.TryCreate(referrer, UriKind.Absolute, out var address)
        && address is { IsFile: false, Host.Length: > 0 }
            ? address
            : null;

    // Drops the user and the fragment too.
    private static string WithoutQuery(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string? Bounded(string? value, int longest) =>
        value is { Length: > 0 } && value.Length <= longest ? value : null;
}
