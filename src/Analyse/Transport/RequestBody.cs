using System.Net;
using System.Net.Http.Headers;

namespace Analyse.Transport;

/// <summary>The body of a request as it goes out, and whether any of it went.</summary>
internal sealed class RequestBody : HttpContent
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly ReadOnlyMemory<byte> _bytes;

    public RequestBody(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Headers.ContentType = _json;
        Headers.ContentLength = bytes.Length;
    }

    public bool HasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasBegun = true;
        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
