using System.Buffers;
using System.Runtime.CompilerServices;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>Puts the bodies of requests together, one after another in the same memory.</summary>
internal sealed class BodyBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>A batch's body after its last event.</summary>
    public static ReadOnlySpan<byte> BatchEnd => "]}"u8;

    /// <summary>The body of a batch; valid until the next one is made.</summary>
    // At once optimised, as JsonBuffer.Text is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlyMemory<byte> Compose(ReadOnlySpan<byte> prefix, ReadOnlySpan<BatchEntry> entries)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(prefix);
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0)
            {
                _bytes.Write(","u8);
            }

            _bytes.Write(entries[i].Json.Span);
        }

        _bytes.Write(BatchEnd);
        return _bytes.WrittenMemory;
    }

    /// <summary>The body of a single event; valid until the next one is made.</summary>
    public ReadOnlyMemory<byte> Compose(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> json)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(prefix);
        _bytes.Write(json);
        _bytes.Write("}"u8);
        return _bytes.WrittenMemory;
    }
}
