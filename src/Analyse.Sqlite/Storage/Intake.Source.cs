using Analyse.Sqlite.Sql;
using Analyse.Storage;
using Analyse.Storage.Memory;

namespace Analyse.Sqlite.Storage;

/// <content>The side of the delivery: who waits for events, and what was claimed.</content>
internal sealed partial class Intake
{
    // What memory keeps at most of events that went out, or died, while the disk took nothing.
    private const int MaxDeadInMemory = 1_000;

    private StoreWaiter? _waiter;
    private DateTimeOffset? _oldestRow;
    private int _claimed;
    private long _claimedBytes;

    // While the disk takes nothing, what memory holds can be claimed as well.
    private DateTimeOffset? OldestWaiting =>
        _oldestRow ?? (_isDegraded && _gathering.Events.Count > 0 ? _gathering.Events[0].CapturedAt : null);

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
    /// <param name="oldestRow">When the oldest row that can be claimed was captured.</param>
    public void Publish(DateTimeOffset? oldestRow)
    {
        StoreWaiter? satisfied = null;
        lock (_lock)
        {
            _oldestRow = oldestRow;
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
                batch.Add(events[batch.Count]);
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

    /// <summary>Dead letters wait again.</summary>
    public void Resend(in Tally file, in Tally own)
    {
        lock (_lock)
        {
            _books.Synchronize(file, own);
            _books.Resend(own);
        }
    }

    private bool IsSatisfied(StoreWaiter waiter) =>
        OldestWaiting is not null && waiter.IsSatisfied(_books.Waiting - _claimed, _books.WaitingBytes - _claimedBytes);

    private void SettleRows(SqliteBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var entry = batch.Entries[i];
            var outcome = batch.Outcomes[i];
            if (outcome.Kind is not EventOutcomeKind.Again)
            {
                Count(outcome, entry.Json.Length);
                _gathering.Settled.Add(new SettledRow(entry.Id, entry.Json.Length, outcome.Reason));
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

            Count(outcome, pending.Length);
            if (pending.HasKey && _gathering.Keys.Count < KeyRegister.Capacity)
            {
                _gathering.Keys.Add((pending.Id, time.GetUtcNow()));
            }

            if (outcome.Reason is { } reason && _gathering.DeadEvents.Count < MaxDeadInMemory)
            {
                _gathering.DeadEvents.Add(pending.ToDeadLetter(time.GetUtcNow(), reason));
            }

            LetGo(pending);
        }

        _gathering.Events.InsertRange(0, again);
    }

    private void Count(in EventOutcome outcome, int length)
    {
        if (outcome.Kind is EventOutcomeKind.Delivered)
        {
            _books.Deliver(length);
        }
        else
        {
            _books.PutAside(length);
        }
    }
}
