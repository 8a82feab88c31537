namespace Analyse.Sqlite.Storage;

/// <summary>A block of memory that events are written to one after another, and that is used again when all have gone.</summary>
internal sealed class PendingPage(int size)
{
    private readonly byte[] _bytes = new byte[size];
    private int _used;

    public int Size => _bytes.Length;

    /// <summary>Events on this page that are still in memory.</summary>
    public int Live { get; set; }

    public bool HasRoom(int length) => _bytes.Length - _used >= length;

    /// <summary>Copies an event's bytes onto the page.</summary>
    /// <returns>Where they begin.</returns>
    public int Write(ReadOnlySpan<byte> json)
    {
        var offset = _used;
        json.CopyTo(_bytes.AsSpan(offset));
        _used += json.Length;
        Live++;
        return offset;
    }

    public ReadOnlyMemory<byte> Read(int offset, int length) => _bytes.AsMemory(offset, length);

    public void Clear() => _used = 0;
}
