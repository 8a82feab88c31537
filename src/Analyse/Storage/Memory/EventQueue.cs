namespace Analyse.Storage.Memory;

/// <summary>
/// A queue with two ends: events join at the back, and those that were not taken return to the front. Events that never
/// return, which is nearly all, live only on the pages; the queue itself grows by a page, not by an event.
/// </summary>
internal sealed class EventQueue
{
    private readonly Stack<StoredEvent> _returned = new();
    private readonly Queue<MemoryPage> _unread = new();
    private MemoryPage _last = new(0);
    private int _count;
    private long _bytes;

    public EventQueue() => _unread.Enqueue(_last);

    public int Count => _count;

    public long Bytes => _bytes;

    public StoredEvent First => _returned.TryPeek(out var returned) ? returned : _unread.Peek().Peek();

    public void PushBack(in EventHeader header, ReadOnlySpan<byte> json)
    {
        if (!_last.TryWrite(header, json))
        {
            TurnPage(json.Length);
            _last.TryWrite(header, json);
        }

        _count++;
        _bytes += json.Length;
    }

    public void PushFront(in StoredEvent stored)
    {
        _returned.Push(stored);
        _count++;
        _bytes += stored.Header.Length;
    }

    public StoredEvent PopFront()
    {
        if (!_returned.TryPop(out var stored))
        {
            stored = _unread.Peek().Read();
            LeaveReadPages();
        }

        _count--;
        _bytes -= stored.Header.Length;
        return stored;
    }

    /// <summary>An event that was popped does not return: its place is free.</summary>
    public void Release(in StoredEvent stored)
    {
        stored.Page.Live--;
        Recycle(stored.Page);
    }

    private void TurnPage(int length)
    {
        var full = _last;
        _last = new MemoryPage(length);
        _unread.Enqueue(_last);
        LeaveReadPages();
        Recycle(full);
    }

    private void LeaveReadPages()
    {
        while (_unread.Peek() is { IsRead: true } page && page != _last)
        {
            _unread.Dequeue();
        }
    }

    private void Recycle(MemoryPage page)
    {
        if (page.Live > 0)
        {
            return;
        }

        if (page == _last)
        {
            page.Clear();
        }
        else
        {
            page.Return();
        }
    }
}
