using Analyse.Storage;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// What this instance did and knows of. Rows that other instances deliver never become part of its counts; what is queued
/// counts as accepted, with what it has delivered and destroyed, and with the dead letters in the table.
/// </summary>
internal sealed class RelayCounts<TContext>(CommitSignal<TContext> signal, TimeProvider time)
    where TContext : DbContext
{
    private readonly Lock _lock = new();
    private readonly Backlog _backlog = new(time);
    private int _claimed;
    private long _claimedBytes;
    private long _delivered;
    private int _held;
    private long _heldBytes;
    private long _dead;
    private AnalyseLosses _losses;
    private long _duplicates;

    public StoreCounts Now
    {
        get
        {
            lock (_lock)
            {
                TakeCommits();
                var waiting = _claimed + _held + _backlog.Rows;
                return new StoreCounts
                {
                    Accepted = _delivered + _dead + waiting + _losses.Total,
                    Duplicates = _duplicates,
                    Delivered = _delivered,
                    Waiting = waiting,
                    WaitingBytes = _claimedBytes + _heldBytes,
                    OldestAge = _backlog.OldestAge,
                    Held = _held,
                    HeldBytes = _heldBytes,
                    DeadLettered = _dead,
                    Losses = _losses,
                };
            }
        }
    }

    /// <summary>The table is looked at now: what is committed from here on counts anew.</summary>
    public void Looking()
    {
        lock (_lock)
        {
            TakeCommits();
        }
    }

    /// <summary>A look has found a row.</summary>
    public void Found(DateTimeOffset oldest)
    {
        lock (_lock)
        {
            _backlog.Found(oldest);
        }
    }

    /// <summary>A batch was claimed.</summary>
    public void Claimed(OutboxBatch batch, int duplicates, bool mayBeMore)
    {
        lock (_lock)
        {
            _duplicates += duplicates;
            _claimed += batch.Count;
            _claimedBytes += batch.Bytes;
            _backlog.Claimed(batch.Count + duplicates, mayBeMore);
        }
    }

    /// <summary>It is known what became of a batch.</summary>
    public void Completed(OutboxBatch batch)
    {
        lock (_lock)
        {
            _claimed -= batch.Count;
            _claimedBytes -= batch.Bytes;
            for (var i = 0; i < batch.Count; i++)
            {
                switch (batch.Outcomes[i].Kind)
                {
                    case EventOutcomeKind.Delivered:
                        _delivered++;
                        break;
                    case EventOutcomeKind.Dead:
                        _dead++;
                        break;
                    case EventOutcomeKind.Held:
                        _held++;
                        _heldBytes += batch.Entries[i].Json.Length;
                        break;
                    default:
                        _backlog.Returned(1, batch.Entries[i].CapturedAt);
                        break;
                }
            }
        }
    }

    /// <summary>Rows that were held back can be claimed again.</summary>
    public void Released(List<HeldRow> rows)
    {
        lock (_lock)
        {
            _held -= rows.Count;
            _heldBytes -= rows.Sum(static row => (long)row.Length);
            _backlog.Committed(rows.Count);
        }
    }

    /// <summary>The dead letters were counted.</summary>
    public void CountedDead(long count)
    {
        lock (_lock)
        {
            _dead = count;
        }
    }

    /// <summary>Dead letters were sent again or destroyed, and the rest was counted.</summary>
    public void DeadLettersLeft(AnalyseLosses destroyed, int resent, long left)
    {
        lock (_lock)
        {
            _losses += destroyed;
            _dead = left;
        }

        if (resent > 0)
        {
            signal.Committed(resent);
        }
    }

    /// <summary>Dead letters were kept for long enough.</summary>
    public void Expired(int deadLetters)
    {
        lock (_lock)
        {
            _losses += new AnalyseLosses { DeadLettersExpired = deadLetters };
        }
    }

    /// <summary>The database does not answer, so nobody can say what waits.</summary>
    public void NothingIsKnown()
    {
        lock (_lock)
        {
            _backlog.Clear();
        }
    }

    private void TakeCommits() => _backlog.Committed(signal.Take());
}
