using System.Runtime.CompilerServices;

namespace Analyse.Storage.Memory;

/// <content>The side that gives events to the delivery loop.</content>
internal sealed partial class MemoryStore
{
    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        var waiter = new StoreWaiter(count, bytes);
        lock (_lock)
        {
            if (waiter.IsSatisfied(_queue.Count, _queue.Bytes))
            {
                return Task.CompletedTask;
            }

            _waiter = waiter;
        }

        return waiter.WaitAsync(cancellationToken);
    }

    // At once optimised, as JsonBuffer.Text is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Count == 0)
            {
                return new ValueTask<EventBatch?>((EventBatch?)null);
            }

            var batch = _spareBatch ?? new MemoryBatch(maxCount);
            batch.MakeRoom(Math.Min(maxCount, _queue.Count));
            // What is claimed may have to return.
            _queue.MakeRoomInFront(_claimed + Math.Min(maxCount, _queue.Count));
            _spareBatch = null;
            do
            {
                var stored = _queue.PopFront();
                batch.Add(stored, AgeOf(stored));
            }
            while (_queue.Count > 0 && batch.Count < maxCount && batch.Bytes + batch.Count + _queue.First.Header.Length <= maxBytes);

            _claimed += batch.Count;
            _claimedBytes += batch.Bytes;
            return new ValueTask<EventBatch?>(batch);
        }
    }

    // At once optimised, as JsonBuffer.Text is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

            for (var i = 0; i < claim.Count; i++)
            {
                if (claim.Outcomes[i].Kind is EventOutcomeKind.Held)
                {
                    _held.Add(claim[i]);
                }
            }

            claim.Reset();
            _spareBatch = claim;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseAsync(int most, CancellationToken cancellationToken)
    {
        StoreWaiter? satisfied;
        lock (_lock)
        {
            _held.Release(_queue, most);
            satisfied = TakeSatisfiedWaiter();
        }

        satisfied?.Release();
        return ValueTask.CompletedTask;
    }

    public void Abandon()
    {
        lock (_lock)
        {
            _closed = true;
            _held.Release(_queue, int.MaxValue);
            while (_queue.Count > 0)
            {
                _queue.Release(_queue.PopFront());
                _lostAtShutdown++;
            }
        }
    }

    // An event that there is no memory to keep as a dead letter is sent again, and fails again when there is.
    private bool TryBury(in StoredEvent stored, string reason)
    {
        try
        {
            _deadLetters.Add(stored.ToEntry(AgeOf(stored)), reason);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private void Complete(in StoredEvent stored, in EventOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case EventOutcomeKind.Delivered:
                _delivered++;
                _queue.Release(stored);
                break;
            case EventOutcomeKind.Dead when TryBury(stored, outcome.Reason!):
                _queue.Release(stored);
                break;
            case EventOutcomeKind.Held:
                break;
            default:
                _queue.PushFront(stored);
                break;
        }
    }
}
