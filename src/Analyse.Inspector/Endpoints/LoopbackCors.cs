using System.Net;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

/// <summary>
/// Lets a page that a developer serves from another port of the same machine post events, as the browser SDK does.
/// Pages of other sites get no such permission.
/// </summary>
internal static class LoopbackCors
{
    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");

        if (context.Request.Headers.Origin is [{ } origin] && IsLoopback(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowMethods = HttpMethods.Post;
            headers.AccessControlAllowHeaders = "content-type";
            headers.AccessControlExposeHeaders = "retry-after";
        }
    }

    private static bool IsLoopback(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
