using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

/// <summary>
/// Keeps other pages in the developer's browser from changing anything. A request without the browser's headers comes
/// from a tool on the command line or a test and is let through.
/// </summary>
internal static class SameOrigin
{
    public static RequestDelegate Only(RequestDelegate next) => async context =>
    {
        if (IsFromElsewhere(context.Request))
        {
            await JsonResponse.WriteErrorAsync(
                context, StatusCodes.Status403Forbidden, "Only the inspector's own page may do this from a browser.").ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    };

    private static bool IsFromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];

        if (site.Count > 0)
        {
            return site != "same-origin" && site != "none";
        }

        // The scheme is left out: behind a proxy that ends TLS the application sees another one than the browser.
        return request.Headers.Origin is [{ } origin, ..]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.Authority.Equals(request.Host.ToUriComponent(), StringComparison.OrdinalIgnoreCase));
    }
}
