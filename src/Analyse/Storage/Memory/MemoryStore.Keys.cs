namespace Analyse.Storage.Memory;

/// <summary>The keys, for an event that is sent past the store and yet must be taken once.</summary>
internal sealed partial class MemoryStore
{
    private readonly HashSet<Guid> _reservedKeys = [];

    /// <summary>Keeps a key for an event that is being sent; meanwhile the store knows it as taken.</summary>
    /// <returns><see langword="false"/>: it was taken before.</returns>
    public bool TryReserveKey(Guid id)
    {
        lock (_lock)
        {
            return !_keys.Contains(id) && _reservedKeys.Add(id);
        }
    }

    /// <summary>Ends a reservation.</summary>
    public void SettleKey(Guid id, bool isTaken)
    {
        lock (_lock)
        {
            _reservedKeys.Remove(id);
            if (isTaken)
            {
                _keys.Add(id);
            }
        }
    }

    private bool IsTaken(Guid id) => _keys.Contains(id) || _reservedKeys.Contains(id);
}
