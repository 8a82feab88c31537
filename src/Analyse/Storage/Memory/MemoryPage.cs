using System.Buffers;
using System.Runtime.CompilerServices;

namespace Analyse.Storage.Memory;

/// <summary>
/// A block of memory that events are written to one after another, and read from in the same order. Blocks come from the
/// shared pool, so that neither a steady flow nor a second peak allocates, and the runtime takes back what nobody uses.
/// </summary>
internal sealed class MemoryPage(int length)
{
    // Large enough for the large object heap, which the collector does not copy from generation to generation.
    private const int UsualSize = 512 * 1024;

    private static readonly int _headerSize = Unsafe.SizeOf<EventHeader>();

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(UsualSize, _headerSize + length));
    private int _written;
    private int _read;

    /// <summary>Events on this page that are still in the store, claimed ones included.</summary>
    public int Live;

    /// <summary>Whether every event on it was read.</summary>
    public bool IsRead => _read == _written;

    /// <summary>Writes an event; one always fits on a page that was made for its length.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWrite(in EventHeader header, ReadOnlySpan<byte> json)
    {
        var start = _written + _headerSize;
        if (_bytes.Length - start < json.Length)
        {
            return false;
        }

        Unsafe.WriteUnaligned(ref _bytes[_written], header);
        json.CopyTo(new Span<byte>(_bytes, start, json.Length));
        _written = start + json.Length;
        Live++;
        return true;
    }

    /// <summary>The next event, without reading on.</summary>
    public StoredEvent Peek() => new(Unsafe.ReadUnaligned<EventHeader>(ref _bytes[_read]), this, _read + _headerSize);

    /// <summary>The next event.</summary>
    public StoredEvent Read()
    {
        var stored = Peek();
        _read += _headerSize + stored.Header.Length;
        return stored;
    }

    /// <summary>The bytes of an event on this page, as long as it lives.</summary>
    public ReadOnlyMemory<byte> Json(in StoredEvent stored) => new(_bytes, stored.Offset, stored.Header.Length);

    /// <summary>Starts over with an empty page.</summary>
    public void Clear()
    {
        _written = 0;
        _read = 0;
    }

    /// <summary>Gives the memory back; the page must not be used any more.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(_bytes);
}
