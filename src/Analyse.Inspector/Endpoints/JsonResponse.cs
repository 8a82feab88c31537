using System.Text.Json;
using Analyse.Inspector.Ingest;
using Analyse.Inspector.Serialization;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

internal static class JsonResponse
{
    public static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = InspectorJson.Bytes(write);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    public static Task WriteErrorAsync(HttpContext context, int status, string error, IReadOnlyList<Finding>? problems = null) =>
        WriteAsync(context, status, json =>
        {
            json.WriteStartObject();
            json.WriteString("error", error);
            json.WriteFindings("problems", problems ?? []);
            json.WriteEndObject();
        });
}
