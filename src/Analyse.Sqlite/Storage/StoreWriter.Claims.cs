using Analyse.Sqlite.Files;
using Analyse.Sqlite.Sql;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <content>The side of the delivery: claims rows and settles them.</content>
internal sealed partial class StoreWriter
{
    private const int MostCounted = 1_000;

    private readonly Claims _claims = new();
    private SqliteBatch? _spareBatch;

    // Until the rescue is done, the file does not hold all that it should.
    private bool CanRead => _file is not null && _lease.IsHeld && _rescues.Count == 0;

    /// <summary>Claims the oldest rows or, while the disk takes nothing and no row can be claimed, what memory has.</summary>
    public EventBatch? Claim(int maxCount, long maxBytes)
    {
        Step(isTick: false);
        var batch = _spareBatch ?? new SqliteBatch(maxCount);
        _spareBatch = null;
        if (CanRead)
        {
            Guard(() => Fill(batch, _file!, maxCount, maxBytes));
        }

        if (batch.Count == 0 && IsDegraded)
        {
            intake.ClaimPending(batch, maxCount, maxBytes);
        }

        if (batch.Count == 0)
        {
            _spareBatch = batch;
            return null;
        }

        batch.Epoch = _claims.Epoch;
        intake.CountClaim(batch);
        Publish();
        return batch;
    }

    /// <summary>Settles a claim: what was delivered or is dead leaves the file, the rest can be claimed again, now or when it is released.</summary>
    public void Complete(SqliteBatch batch)
    {
        if (batch.Epoch == _claims.Epoch)
        {
            for (var i = 0; i < batch.Rows.Count; i++)
            {
                switch (batch.Outcomes[i].Kind)
                {
                    case EventOutcomeKind.Again:
                        _claims.Return(batch.Rows[i]);
                        break;
                    case EventOutcomeKind.Held:
                        _claims.Hold(batch.Rows[i], batch.Entries[i].Json.Length);
                        break;
                }
            }
        }

        intake.Settle(batch);
        batch.Reset();
        _spareBatch = batch;
        Step(isTick: false);
    }

    /// <summary>Commits what has gathered, and says what is in the file and what only memory has.</summary>
    public (long Last, long Pending) Mark()
    {
        Step(isTick: false);
        // A file that cannot be read may hold anything.
        var last = _file is null ? 0 : long.MaxValue;
        if (_file is not null)
        {
            Guard(() => last = _file!.Events.Last);
        }

        return (last, IsDegraded ? intake.PendingCount : 0);
    }

    /// <summary>Counts what is left of what was there.</summary>
    public long CountLeft(long last, long pending)
    {
        Step(isTick: false);
        var left = Math.Min(last, 1);
        if (_file is not null && last > 0)
        {
            Guard(() => left = _file!.Events.CountTo(last, MostCounted));
        }

        return left + (IsDegraded ? Math.Min(pending, intake.PendingCount) : 0);
    }

    /// <summary>Offers events again that are held back.</summary>
    public void Release(int most)
    {
        intake.ReleasePending(most - _claims.Release(most));
        Publish();
    }

    private void Fill(SqliteBatch batch, StoreFile file, int maxCount, long maxBytes)
    {
        batch.Reset();
        while (_claims.PeekReturned() is { } seq)
        {
            using var rows = file.Events.At(seq);
            if (rows.Next() && !TryAdd(rows, batch, maxCount, maxBytes))
            {
                return;
            }

            _claims.TakeReturned();
        }

        using var following = file.Events.After(_claims.Cursor);
        while (following.Next() && TryAdd(following, batch, maxCount, maxBytes))
        {
            _claims.Advance(following.Int64(0));
        }
    }

    private bool TryAdd(in Rows rows, SqliteBatch batch, int maxCount, long maxBytes)
    {
        var row = new EventRow(rows);
        if (!batch.HasRoomFor(row.Json.Length, maxCount, maxBytes))
        {
            return false;
        }

        batch.Add(row, age.Since(row.QueuedAge));
        return true;
    }

    /// <summary>Says which event is the oldest that can be claimed, and what is held back.</summary>
    private void Publish()
    {
        TimeSpan? oldest = null;
        if (CanRead)
        {
            Guard(() => oldest = OldestRow(_file!));
        }

        intake.Publish(oldest, _claims.Held, _claims.HeldBytes);
    }

    /// <summary>The age of the store when the oldest row that can be claimed was queued.</summary>
    private TimeSpan? OldestRow(StoreFile file)
    {
        while (_claims.PeekReturned() is { } seq)
        {
            if (file.Events.AgeAt(seq) is { } queuedAge)
            {
                return queuedAge;
            }

            _claims.TakeReturned();
        }

        return file.Events.AgeAfter(_claims.Cursor);
    }
}
