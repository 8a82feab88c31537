namespace Analyse.Storage.Memory;

/// <summary>
/// The default store: a buffer in memory, bounded by count and by bytes. A full buffer refuses the newest event, and its
/// last fifth takes only money events, so that a flood of others cannot push them out.
/// </summary>
internal sealed partial class MemoryStore : IEventWriter, IEventSource, IDeadLetterStore
{
    private const int RememberedKeys = 100_000;

    private readonly Lock _lock = new();
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly EventQueue _queue = new();
    private readonly RecentKeys _keys = new(RememberedKeys);
    private readonly MemoryDeadLetters _deadLetters;
    private MemoryBatch? _spareBatch;
    private StoreWaiter? _waiter;
    private int _claimed;
    private long _claimedBytes;
    private bool _closed;

    private long _accepted;
    private long _duplicates;
    private long _full;
    private long _delivered;
    private long _dead;
    private long _lost;

    public MemoryStore(int maxEvents, long maxBytes, TimeProvider time)
    {
        _maxEvents = maxEvents;
        _maxBytes = maxBytes;
        _deadLetters = new MemoryDeadLetters(time);
    }

    public string Description => "memory";

    public StoreCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new StoreCounts
                {
                    Accepted = _accepted,
                    Duplicates = _duplicates,
                    Full = _full,
                    Delivered = _delivered,
                    Waiting = _queue.Count + _claimed,
                    WaitingBytes = _queue.Bytes + _claimedBytes,
                    OldestWaiting = _queue.Count > 0 ? _queue.First.Header.CapturedAt : null,
                    DeadLettered = _dead,
                    Lost = _lost,
                };
            }
        }
    }

    public CaptureResult Append(in EncodedEvent encoded)
    {
        StoreWaiter? satisfied;
        lock (_lock)
        {
            if (_closed)
            {
                return CaptureResult.Closed;
            }

            if (encoded.HasKey && IsTaken(encoded.Id))
            {
                _duplicates++;
                return CaptureResult.Duplicate;
            }

            if (!HasRoom(encoded))
            {
                _full++;
                return CaptureResult.Full;
            }

            if (encoded.HasKey)
            {
                _keys.Add(encoded.Id);
            }

            _queue.PushBack(new EventHeader(encoded.Id, encoded.CapturedAt, encoded.Json.Length), encoded.Json);
            _accepted++;
            satisfied = TakeSatisfiedWaiter();
        }

        satisfied?.Release();
        return CaptureResult.Accepted;
    }

    public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken) => new(Append(encoded));

    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }
    }

    private StoreWaiter? TakeSatisfiedWaiter()
    {
        if (_waiter is null || !_waiter.IsSatisfied(_queue.Count, _queue.Bytes))
        {
            return null;
        }

        var satisfied = _waiter;
        _waiter = null;
        return satisfied;
    }

    private bool HasRoom(in EncodedEvent encoded)
    {
        var events = _queue.Count + _claimed + 1;
        var bytes = _queue.Bytes + _claimedBytes + encoded.Json.Length;
        return encoded.IsMoney
            ? events <= _maxEvents && bytes <= _maxBytes
            : events <= _maxEvents - (_maxEvents / 5) && bytes <= _maxBytes - (_maxBytes / 5);
    }
}
