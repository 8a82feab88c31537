namespace Analyse.Storage.Memory;

/// <summary>Events that are not offered until they are released, in the order in which they were held back.</summary>
internal sealed class HeldEvents
{
    private readonly Queue<StoredEvent> _oldestFirst = new();

    public int Count => _oldestFirst.Count;

    public long Bytes { get; private set; }

    public void Add(in StoredEvent stored)
    {
        _oldestFirst.Enqueue(stored);
        Bytes += stored.Header.Length;
    }

    /// <summary>Moves events to the front of the queue, where they keep their order.</summary>
    public void Release(EventQueue queue, int most)
    {
        var released = new Stack<StoredEvent>();
        while (released.Count < most && _oldestFirst.TryDequeue(out var stored))
        {
            Bytes -= stored.Header.Length;
            released.Push(stored);
        }

        while (released.TryPop(out var last))
        {
            queue.PushFront(last);
        }
    }
}
