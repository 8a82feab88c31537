using Analyse.Sqlite.Sql;
using Analyse.Storage;
using Analyse.Storage.Memory;

namespace Analyse.Sqlite.Storage;

/// <content>The side of the delivery: who waits for events, and what was claimed.</content>
internal sealed partial class Intake
{
    // What memory keeps at most of events that died while the disk took nothing.
    private const int MaxDeadInMemory = 1_000;

    private StoreWaiter? _waiter;
    private readonly Queue<PendingEvent> _held = new();
    private long _pendingHeldBytes;
    private int _heldRows;
    private long _heldRowBytes;
    private TimeSpan? _oldestRow;
    private int _claimed;
    private long _claimedBytes;

    // While the disk takes nothing, what memory holds can be claimed as well.
    private TimeSpan? OldestAge => _oldestRow is { } queuedAge ? age.Since(queuedAge)
        : _isDegraded && _gathering.Events.Count > 0 ? AgeOf(_gathering.Events[0])
        : null;

    private long Held => _heldRows + _held.Count;

    private long HeldBytes => _heldRowBytes + _pendingHeldBytes;

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        var waiter = new StoreWaiter(count, bytes);
        lock (_lock)
        {
            if (IsSatisfied(waiter))
            {
                return Task.CompletedTask;
            }

            _waiter = waiter;
        }

        return waiter.WaitAsync(cancellationToken);
    }

    /// <summary>Tells those who wait where the file stands.</summary>
    /// <param name="oldestRow">The age of the store when the oldest row that can be claimed was queued.</param>
    /// <param name="heldRows">Rows that are held back.</param>
    /// <param name="heldRowBytes">Bytes of those.</param>
    public void Publish(TimeSpan? oldestRow, int heldRows, long heldRowBytes)
    {
        StoreWaiter? satisfied = null;
        lock (_lock)
        {
            _oldestRow = oldestRow;
            _heldRows = heldRows;
            _heldRowBytes = heldRowBytes;
            if (_waiter is not null && IsSatisfied(_waiter))
            {
                satisfied = _waiter;
                _waiter = null;
            }
        }

        satisfied?.Release();
    }

    /// <summary>Moves events that only memory has into a claim.</summary>
    public void ClaimPending(SqliteBatch batch, int maxCount, long maxBytes)
    {
        lock (_lock)
        {
            var events = _gathering.Events;
            while (batch.Count < events.Count && batch.HasRoomFor(events[batch.Count].Length, maxCount, maxBytes))
            {
                batch.Add(events[batch.Count], AgeOf(events[batch.Count]));
            }

            events.RemoveRange(0, batch.Count);
        }
    }

    public void CountClaim(SqliteBatch batch)
    {
        lock (_lock)
        {
            _claimed += batch.Count;
            _claimedBytes += batch.Bytes;
        }
    }

    /// <summary>Counts what became of a claim and gathers what it changes in the file.</summary>
    public void Settle(SqliteBatch batch)
    {
        lock (_lock)
        {
            _claimed -= batch.Count;
            _claimedBytes -= batch.Bytes;
            if (batch.Pending.Count > 0)
            {
                SettlePending(batch);
            }
            else
            {
                SettleRows(batch);
            }
        }
    }

    /// <summary>Offers events that only memory has, and that are held back.</summary>
    public void ReleasePending(int most)
    {
        lock (_lock)
        {
            ReleaseHeld(most);
        }
    }

    private bool IsSatisfied(StoreWaiter waiter) =>
        OldestAge is not null && waiter.IsSatisfied(_books.Waiting - _claimed - Held, _books.WaitingBytes - _claimedBytes - HeldBytes);

    private TimeSpan AgeOf(in PendingEvent pending) => time.GetElapsedTime(pending.QueuedAt);

    private void ReleaseHeld(int most)
    {
        var released = new List<PendingEvent>();
        while (released.Count < most && _held.TryDequeue(out var pending))
        {
            _pendingHeldBytes -= pending.Length;
            released.Add(pending);
        }

        _gathering.Events.InsertRange(0, released);
    }

    private void SettleRows(SqliteBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var entry = batch.Entries[i];
            var outcome = batch.Outcomes[i];
            if (outcome.Kind is EventOutcomeKind.Delivered or EventOutcomeKind.Dead)
            {
                var row = new SettledRow(entry.Id, entry.Json.Length, outcome.Reason);
                _books.Add(row.Change);
                _gathering.Settled.Add(row);
            }
        }
    }

    private void SettlePending(SqliteBatch batch)
    {
        var again = new List<PendingEvent>();
        for (var i = 0; i < batch.Count; i++)
        {
            var pending = batch.Pending[i];
            var outcome = batch.Outcomes[i];
            if (outcome.Kind is EventOutcomeKind.Again)
            {
                again.Add(pending);
                continue;
            }

            if (outcome.Kind is EventOutcomeKind.Held)
            {
                _held.Enqueue(pending);
                _pendingHeldBytes += pending.Length;
                continue;
            }

            _books.Add(outcome.Kind is EventOutcomeKind.Delivered ? Tally.OfDelivered(pending.Length) : Tally.OfDead(pending.Length));
            if (pending.HasKey && _gathering.Keys.Count < KeyRegister.Capacity)
            {
                _gathering.Keys.Add((pending.Id, time.GetTimestamp()));
            }

            if (outcome.Reason is { } reason)
            {
                KeepDead(pending.ToDeadLetter(time.GetUtcNow(), reason));
            }

            LetGo(pending);
        }

        _gathering.Events.InsertRange(0, again);
    }

    private void KeepDead(DeadLetter letter)
    {
        if (_gathering.DeadEvents.Count == MaxDeadInMemory)
        {
            _books.Add(Tally.OfEvicted(_gathering.DeadEvents[0].Json.Length));
            _gathering.DeadEvents.RemoveAt(0);
        }

        _gathering.DeadEvents.Add(letter);
    }
}
