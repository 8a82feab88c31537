namespace Analyse.Sqlite.Storage;

/// <summary>
/// How much the store may hold: so many bytes on disk, and so many events and bytes that wait in memory for their commit.
/// The last fifth is kept for money events. Used under the intake's lock.
/// </summary>
internal sealed class Capacity(long maxFileBytes, int maxPendingEvents, long maxPendingBytes)
{
    // What a row takes besides its JSON: id, name, time, headers, and its entry in the index of ids.
    private const int RowOverhead = 128;

    private int _pendingEvents;
    private long _pendingBytes;

    /// <summary>Whether nothing waits in memory.</summary>
    public bool IsIdle => _pendingEvents == 0;

    /// <summary>Bytes of the file in use, as measured after the last commit.</summary>
    public long UsedFileBytes { get; set; }

    public bool HasRoom(int length, bool isMoney) =>
        Fits(_pendingEvents + 1, maxPendingEvents, isMoney)
        && Fits(_pendingBytes + length, maxPendingBytes, isMoney)
        && Fits(UsedFileBytes + _pendingBytes + length + ((_pendingEvents + 1L) * RowOverhead), maxFileBytes, isMoney);

    public void Add(int length)
    {
        _pendingEvents++;
        _pendingBytes += length;
    }

    public void Remove(int length)
    {
        _pendingEvents--;
        _pendingBytes -= length;
    }

    private static bool Fits(long wanted, long most, bool isMoney) => wanted <= (isMoney ? most : most - (most / 5));
}
