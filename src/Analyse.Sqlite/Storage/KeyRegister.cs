namespace Analyse.Sqlite.Storage;

/// <summary>
/// The ids made from idempotency keys that were taken last, so that a duplicate is known without a look at the disk. The
/// file knows all of them and has the last word. Used under the intake's lock.
/// </summary>
internal sealed class KeyRegister(TimeProvider time)
{
    /// <summary>About 6 MiB of memory.</summary>
    public const int Capacity = 100_000;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private readonly Dictionary<Guid, DateTimeOffset> _takenAt = [];
    private readonly Queue<Guid> _oldestFirst = new();

    public bool IsTaken(Guid id) => _takenAt.TryGetValue(id, out var takenAt) && takenAt >= time.GetUtcNow() - KeptFor;

    public void Take(Guid id) => Take(id, time.GetUtcNow());

    /// <exception cref="OutOfMemoryException">There is no room for the id; it is not taken.</exception>
    public void Take(Guid id, DateTimeOffset takenAt)
    {
        // In the queue alone, an id does no harm.
        _oldestFirst.Enqueue(id);
        _takenAt[id] = takenAt;
        if (_oldestFirst.Count > Capacity)
        {
            _takenAt.Remove(_oldestFirst.Dequeue());
        }
    }

    /// <summary>The event was not taken after all.</summary>
    public void Forget(Guid id) => _takenAt.Remove(id);
}
