using Analyse.Storage;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// What this instance did and knows of. Rows that other instances deliver never become part of its books; those it waits
/// for count as accepted with the ones it has delivered and put aside.
/// </summary>
internal sealed class RelayCounts<TContext>(CommitSignal<TContext> signal, TimeProvider time)
    where TContext : DbContext
{
    private readonly Lock _lock = new();
    private readonly Backlog _backlog = new(time);
    private int _claimed;
    private long _claimedBytes;
    private long _delivered;
    private long _dead;
    private long _duplicates;

    public StoreCounts Now
    {
        get
        {
            lock (_lock)
            {
                TakeCommits();
                var waiting = _claimed + _backlog.Rows;
                return new StoreCounts
                {
                    Accepted = _delivered + _dead + waiting,
                    Duplicates = _duplicates,
                    Delivered = _delivered,
                    Waiting = waiting,
                    WaitingBytes = _claimedBytes,
                    OldestWaiting = _backlog.Oldest,
                    DeadLettered = _dead,
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
                    default:
                        _backlog.Returned(1, batch.Entries[i].CapturedAt);
                        break;
                }
            }
        }
    }

    /// <summary>Dead letters wait again.</summary>
    public void Resent(int count)
    {
        lock (_lock)
        {
            _dead = Math.Max(0, _dead - count);
        }

        signal.Committed(count);
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
