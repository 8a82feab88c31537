namespace Analyse.Storage.Memory;

/// <summary>
/// The default store: a buffer in memory, bounded by count and by bytes. A full buffer refuses the newest event, and its
/// last fifth takes only money events, so that a flood of others cannot push them out.
/// </summary>
internal sealed class MemoryStore : IEventWriter, IEventSource, IDeadLetterStore
{
    private const int RememberedKeys = 100_000;

    private readonly Lock _lock = new();
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly EventQueue _queue = new();
    private readonly PagePool _pages = new();
    private readonly RecentKeys _keys = new(RememberedKeys);
    private readonly MemoryDeadLetters _deadLetters;
    private MemoryBatch? _spareBatch;
    private StoreWaiter? _waiter;
    private int _claimed;
    private long _claimedBytes;
    private bool _closed;

    private long _accepted;
    private long _duplicates;
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
                    Delivered = _delivered,
                    Waiting = _queue.Count + _claimed,
                    WaitingBytes = _queue.Bytes + _claimedBytes,
                    OldestWaiting = _queue.Count > 0 ? _queue.First.CapturedAt : null,
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

            if (encoded.HasKey && _keys.Contains(encoded.Id))
            {
                _duplicates++;
                return CaptureResult.Duplicate;
            }

            if (!HasRoom(encoded))
            {
                return CaptureResult.Full;
            }

            if (encoded.HasKey)
            {
                _keys.Add(encoded.Id);
            }

            Enqueue(encoded.Id, encoded.Name, encoded.CapturedAt, encoded.Json);
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

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        var waiter = new StoreWaiter(count, bytes);
        lock (_lock)
        {
            if (waiter.IsSatisfied(_queue))
            {
                return Task.CompletedTask;
            }

            _waiter = waiter;
        }

        return waiter.WaitAsync(cancellationToken);
    }

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Count == 0)
            {
                return new ValueTask<EventBatch?>((EventBatch?)null);
            }

            var batch = _spareBatch ?? new MemoryBatch(maxCount);
            _spareBatch = null;
            do
            {
                batch.Add(_queue.PopFront());
            }
            while (_queue.Count > 0 && batch.Count < maxCount && batch.Bytes + batch.Count + _queue.First.Length <= maxBytes);

            _claimed += batch.Count;
            _claimedBytes += batch.Bytes;
            return new ValueTask<EventBatch?>(batch);
        }
    }

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var claim = (MemoryBatch)batch;
        lock (_lock)
        {
            _claimed -= claim.Count;
            _claimedBytes -= claim.Bytes;
            // From the last to the first, so that those which return to the front keep their order.
            for (var i = claim.Count - 1; i >= 0; i--)
            {
                Complete(claim[i], claim.Outcomes[i]);
            }

            claim.Reset();
            _spareBatch = claim;
            if (_queue.Count + _claimed == 0)
            {
                _pages.Trim();
            }
        }

        return ValueTask.CompletedTask;
    }

    public void Abandon()
    {
        lock (_lock)
        {
            _closed = true;
            while (_queue.Count > 0)
            {
                _pages.Release(_queue.PopFront().Page);
                _lost++;
            }
        }
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_deadLetters.List(most));
        }
    }

    public ValueTask<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        StoreWaiter? satisfied;
        int count;
        lock (_lock)
        {
            var letters = _deadLetters.Take(ids);
            foreach (var letter in letters)
            {
                Enqueue(letter.Id, letter.EventName, letter.CapturedAt, letter.Json.Span);
            }

            count = letters.Count;
            _dead -= count;
            satisfied = TakeSatisfiedWaiter();
        }

        satisfied?.Release();
        return new(count);
    }

    public ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_deadLetters.Take(ids).Count);
        }
    }

    private void Enqueue(Guid id, string name, DateTimeOffset capturedAt, ReadOnlySpan<byte> json)
    {
        var (page, offset) = _pages.Write(json);
        _queue.PushBack(new StoredEvent(id, name, capturedAt, page, offset, json.Length));
    }

    private StoreWaiter? TakeSatisfiedWaiter()
    {
        if (_waiter is null || !_waiter.IsSatisfied(_queue))
        {
            return null;
        }

        var satisfied = _waiter;
        _waiter = null;
        return satisfied;
    }

    private void Complete(in StoredEvent stored, in EventOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case EventOutcomeKind.Delivered:
                _delivered++;
                _pages.Release(stored.Page);
                break;
            case EventOutcomeKind.Dead:
                _dead++;
                _deadLetters.Add(stored, outcome.Reason!);
                _pages.Release(stored.Page);
                break;
            default:
                _queue.PushFront(stored);
                break;
        }
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
