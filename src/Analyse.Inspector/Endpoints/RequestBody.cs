using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analyse.Inspector.Endpoints;

internal static class RequestBody
{
    /// <summary>Reads a body to its end or to the limit, whichever comes first.</summary>
    public static async Task<byte[]> ReadAsync(HttpContext context, int limit)
    {
        // The limit here may be above the server's own.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var reader = context.Request.BodyReader;
        var read = await reader.ReadAtLeastAsync(limit, context.RequestAborted).ConfigureAwait(false);
        var body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, limit)).ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
