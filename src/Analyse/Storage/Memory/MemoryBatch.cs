namespace Analyse.Storage.Memory;

/// <summary>A claim on events in memory, with the events themselves, so that they can return to the queue.</summary>
internal sealed class MemoryBatch(int capacity) : EventBatch(capacity)
{
    private readonly List<StoredEvent> _stored = new(capacity);

    public long Bytes { get; private set; }

    public StoredEvent this[int index] => _stored[index];

    public void Add(in StoredEvent stored, TimeSpan age)
    {
        Add(stored.ToEntry(age));
        _stored.Add(stored);
        Bytes += stored.Header.Length;
    }

    public void Reset()
    {
        Clear();
        _stored.Clear();
        Bytes = 0;
    }
}
