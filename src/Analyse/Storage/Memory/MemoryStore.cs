using System.Runtime.CompilerServices;

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
    private readonly TimeProvider _time;
    private readonly HeldEvents _held = new();
    private MemoryBatch? _spareBatch;
    private StoreWaiter? _waiter;
    private int _claimed;
    private long _claimedBytes;
    private bool _closed;

    private long _accepted;
    private long _duplicates;
    private long _full;
    private long _delivered;
    private long _lostAtShutdown;

    public MemoryStore(int maxEvents, long maxBytes, TimeProvider time)
    {
        _maxEvents = maxEvents;
        _maxBytes = maxBytes;
        _time = time;
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
                    Waiting = Waiting,
                    WaitingBytes = WaitingBytes,
                    OldestAge = _queue.Count > 0 ? AgeOf(_queue.First) : null,
                    Held = _held.Count,
                    HeldBytes = _held.Bytes,
                    DeadLettered = _deadLetters.Count,
                    Losses = _deadLetters.Losses with { AtShutdown = _lostAtShutdown },
                };
            }
        }
    }

    private int Waiting => _queue.Count + _claimed + _held.Count;

    private long WaitingBytes => _queue.Bytes + _claimedBytes + _held.Bytes;

    // At once optimised, as JsonBuffer.Text is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CaptureResult Append(in EncodedEvent encoded)
    {
        var json = encoded.Json;
        var header = new EventHeader(encoded.Id, encoded.CapturedAt, _time.GetTimestamp(), json.Length);
        StoreWaiter? satisfied = null;
        lock (_lock)
        {
            if (_closed)
            {
                return CaptureResult.Closed;
            }

            if (encoded.HasKey && IsTaken(header.Id))
            {
                _duplicates++;
                return CaptureResult.Duplicate;
            }

            if (!HasRoom(encoded.IsMoney, json.Length))
            {
                _full++;
                return CaptureResult.Full;
            }

            if (encoded.HasKey)
            {
                // Without memory for the event, its key must not be taken either.
                _queue.MakeRoom(json.Length);
                _keys.Add(header.Id);
            }

            _queue.PushBack(header, json);
            _accepted++;
            if (_waiter is not null)
            {
                satisfied = TakeSatisfiedWaiter();
            }
        }

        if (satisfied is not null)
        {
            Wake(satisfied);
        }

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

    private void Wake(StoreWaiter satisfied)
    {
        try
        {
            satisfied.Release();
        }
        catch (OutOfMemoryException)
        {
            // The event is in the store all the same; the next one wakes the loop, or the time that it waits at most.
            lock (_lock)
            {
                _waiter ??= satisfied;
            }
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

    private TimeSpan AgeOf(in StoredEvent stored) => _time.GetElapsedTime(stored.Header.QueuedAt);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasRoom(bool isMoney, int length)
    {
        var events = Waiting + 1;
        var bytes = WaitingBytes + length;
        return isMoney
            ? events <= _maxEvents && bytes <= _maxBytes
            : events <= _maxEvents - (_maxEvents / 5) && bytes <= _maxBytes - (_maxBytes / 5);
    }
}
