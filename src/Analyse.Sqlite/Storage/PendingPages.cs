namespace Analyse.Sqlite.Storage;

/// <summary>
/// Lays events into pages and takes the pages back, so that a flow of events allocates nothing. Pages of a peak are kept
/// until nothing waits; then the surplus goes to the garbage collector. Used under the intake's lock.
/// </summary>
internal sealed class PendingPages
{
    // Below the size from which the runtime puts an array on its large object heap.
    private const int PageSize = 64 * 1024;
    private const int KeptPages = 16;

    private readonly Stack<PendingPage> _free = new();
    private PendingPage _current = new(PageSize);
    private PendingPage? _large;

    /// <summary>Makes room for an event of this length, so that <see cref="Write"/> needs no memory.</summary>
    /// <exception cref="OutOfMemoryException">There is none; nothing has changed.</exception>
    public void MakeRoom(int length)
    {
        if (length > PageSize)
        {
            _large ??= new PendingPage(length);
            if (!_large.HasRoom(length))
            {
                _large = new PendingPage(length);
            }
        }
        else if (!_current.HasRoom(length))
        {
            _free.EnsureCapacity(_free.Count + 1);
            var full = _current;
            _current = _free.TryPop(out var free) ? free : new PendingPage(PageSize);
            Recycle(full);
        }
    }

    /// <summary>Copies an event's bytes and says where they are.</summary>
    public (PendingPage Page, int Offset) Write(ReadOnlySpan<byte> json)
    {
        MakeRoom(json.Length);
        var page = _current;
        if (json.Length > PageSize)
        {
            page = _large!;
            _large = null;
        }

        return (page, page.Write(json));
    }

    /// <summary>One event of the page is in memory no longer.</summary>
    public void Release(PendingPage page)
    {
        page.Live--;
        Recycle(page);
    }

    /// <summary>Nothing waits: lets go of what a peak has left.</summary>
    public void Trim()
    {
        while (_free.Count > KeptPages)
        {
            _free.Pop();
        }
    }

    private void Recycle(PendingPage page)
    {
        if (page.Live > 0)
        {
            return;
        }

        page.Clear();
        if (page != _current && page.Size == PageSize)
        {
            _free.Push(page);
        }
    }
}
