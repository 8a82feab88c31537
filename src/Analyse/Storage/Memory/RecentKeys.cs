namespace Analyse.Storage.Memory;

/// <summary>The ids made from idempotency keys that were taken last; the oldest is forgotten when there are too many.</summary>
internal sealed class RecentKeys(int capacity)
{
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _oldestFirst = new();

    public bool Contains(Guid id) => _known.Contains(id);

    /// <exception cref="OutOfMemoryException">There is no room for the id; nothing has changed.</exception>
    public void Add(Guid id)
    {
        if (!_known.Add(id))
        {
            return;
        }

        try
        {
            _oldestFirst.Enqueue(id);
        }
        catch (OutOfMemoryException)
        {
            _known.Remove(id);
            throw;
        }

        if (_oldestFirst.Count > capacity)
        {
            _known.Remove(_oldestFirst.Dequeue());
        }
    }
}
