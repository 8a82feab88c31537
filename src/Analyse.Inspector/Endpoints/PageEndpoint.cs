using System.Text.Encodings.Web;
using Analyse.Inspector.Page;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

/// <summary>The page and the files it is made of.</summary>
internal static class PageEndpoint
{
    private const string OnlyFromHere =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task GetPageAsync(HttpContext context) =>
        WriteAsync(context, "text/html; charset=utf-8", PageFiles.Index(RelativeRoot(context.Request)));

    public static Task GetFileAsync(HttpContext context)
    {
        if (PageFiles.Find((string)context.Request.RouteValues["name"]!) is { } file)
        {
            return WriteAsync(context, file.ContentType, file.Content);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // The page answers with and without a slash at the end. Links relative to its last segment hold in both cases,
    // and behind a proxy that takes a part of the path away.
    private static string RelativeRoot(HttpRequest request)
    {
        var path = request.PathBase.Add(request.Path).ToUriComponent();
        var last = path[(path.LastIndexOf('/') + 1)..];
        return last.Length is 0 ? "" : HtmlEncoder.Default.Encode(last) + "/";
    }

    private static async Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> content)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.ContentLength = content.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = OnlyFromHere;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
