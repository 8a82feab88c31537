namespace Analyse.Storage.Memory;

/// <summary>
/// Lays events into pages and takes the pages back, so that a flow of events allocates nothing. Pages of a peak are kept
/// until the store is empty; then the surplus goes to the garbage collector.
/// </summary>
internal sealed class PagePool
{
    // Below the size from which the runtime puts an array on its large object heap.
    private const int PageSize = 64 * 1024;
    private const int KeptPages = 64;

    private readonly Stack<MemoryPage> _free = new();
    private MemoryPage _current = new(PageSize);

    /// <summary>Copies an event's bytes and says where they are.</summary>
    public (MemoryPage Page, int Offset) Write(ReadOnlySpan<byte> json)
    {
        if (json.Length > PageSize)
        {
            var own = new MemoryPage(json.Length);
            return (own, own.Write(json));
        }

        if (!_current.HasRoom(json.Length))
        {
            var full = _current;
            _current = _free.TryPop(out var free) ? free : new MemoryPage(PageSize);
            Recycle(full);
        }

        return (_current, _current.Write(json));
    }

    /// <summary>The store is empty: lets go of what a peak has left.</summary>
    public void Trim()
    {
        while (_free.Count > KeptPages)
        {
            _free.Pop();
        }
    }

    /// <summary>One event of the page has left the store.</summary>
    public void Release(MemoryPage page)
    {
        page.Live--;
        Recycle(page);
    }

    private void Recycle(MemoryPage page)
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
