namespace Analyse.Storage.Memory;

/// <summary>The ids made from idempotency keys that were taken last; the oldest is forgotten when there are too many.</summary>
internal sealed class RecentKeys(int capacity)
{
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _oldestFirst = new();

    public bool Contains(Guid id) => _known.Contains(id);

    public void Add(Guid id)
    {
        if (!_known.Add(id))
        {
            return;
        }

        _oldestFirst.Enqueue(id);
        if (_oldestFirst.Count > capacity)
        {
            _known.Remove(_oldestFirst.Dequeue());
        }
    }
}
