using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// The ids made from idempotency keys that were taken last, so that a duplicate is known without a look at the disk. The
/// file knows all of them and has the last word. Used under the intake's lock.
/// </summary>
/// <param name="age">The age of the store.</param>
internal sealed class KeyRegister(SeenTime age)
{
    /// <summary>About 6 MiB of memory.</summary>
    public const int Capacity = 100_000;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private readonly Dictionary<Guid, TimeSpan> _takenAge = [];
    private readonly Queue<Guid> _oldestFirst = new();

    public bool IsTaken(Guid id) => _takenAge.TryGetValue(id, out var takenAge) && age.Since(takenAge) <= KeptFor;

    public void Take(Guid id) => Take(id, age.Now);

    /// <param name="id">The id.</param>
    /// <param name="takenAge">The age of the store when it was taken.</param>
    /// <exception cref="OutOfMemoryException">There is no room for the id; it is not taken.</exception>
    public void Take(Guid id, TimeSpan takenAge)
    {
        // In the queue alone, an id does no harm.
        _oldestFirst.Enqueue(id);
        _takenAge[id] = takenAge;
        if (_oldestFirst.Count > Capacity)
        {
            _takenAge.Remove(_oldestFirst.Dequeue());
        }
    }

    /// <summary>The event was not taken after all.</summary>
    public void Forget(Guid id) => _takenAge.Remove(id);
}
