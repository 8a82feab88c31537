using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// What those who capture, and those who wait, see of the store: it takes an event into memory, within bounds and once per
/// key, and never waits for the disk. The writer's thread fetches what has gathered and says what became of it.
/// </summary>
internal sealed partial class Intake(StoreBounds bounds, SeenTime age, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Capacity _capacity = new(bounds.FileBytes, bounds.PendingEvents, bounds.PendingBytes);
    private readonly KeyRegister _keys = new(age);
    private readonly PendingPages _pages = new();
    private readonly Books _books = new();
    private ChangeSet _gathering = new();
    private ChangeSet _spare = new();
    private bool _isCommitting;
    private bool _isDegraded;
    private bool _isClosed;

    public StoreCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _books.ToCounts(OldestAge) with { Held = Held, HeldBytes = HeldBytes };
            }
        }
    }

    /// <summary>Takes an event.</summary>
    /// <param name="encoded">The event.</param>
    /// <param name="awaited">Completes with the commit, when there is no result yet.</param>
    /// <returns>What became of it, or <see langword="null"/>: the commit will tell.</returns>
    public CaptureResult? Take(in EncodedEvent encoded, TaskCompletionSource<CaptureResult>? awaited)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return CaptureResult.Closed;
            }

            if (encoded.HasKey && _keys.IsTaken(encoded.Id))
            {
                return TakeDuplicate(awaited);
            }

            var cannotCommit = awaited is not null && _isDegraded && !bounds.FallBackToMemory;
            if (cannotCommit || !_capacity.HasRoom(encoded.Json.Length, encoded.IsMoney))
            {
                _books.Full++;
                return CaptureResult.Full;
            }

            // What may find no memory comes first, while nothing has changed.
            _gathering.Events.EnsureCapacity(_gathering.Events.Count + 1);
            _pages.MakeRoom(encoded.Json.Length);
            if (encoded.HasKey)
            {
                _keys.Take(encoded.Id);
            }

            var (page, offset) = _pages.Write(encoded.Json);
            var waiter = _isDegraded ? null : awaited;
            _gathering.Events.Add(new PendingEvent(
                encoded.Id, encoded.Name, encoded.CapturedAt, time.GetTimestamp(), encoded.HasKey, page, offset, encoded.Json.Length, waiter));
            _capacity.Add(encoded.Json.Length);
            _books.Accept(encoded.Json.Length);
            return waiter is null ? CaptureResult.Accepted : null;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Who relies on a duplicate relies on the first one being committed.</summary>
    private CaptureResult? TakeDuplicate(TaskCompletionSource<CaptureResult>? awaited)
    {
        if (awaited is not null && (_isCommitting || !_gathering.IsEmpty))
        {
            if (!_isDegraded)
            {
                _gathering.Duplicates.Add(awaited);
                _books.AddDuplicate();
                return null;
            }

            if (!bounds.FallBackToMemory)
            {
                return CaptureResult.Full;
            }
        }

        _books.AddDuplicate();
        return CaptureResult.Duplicate;
    }
}
