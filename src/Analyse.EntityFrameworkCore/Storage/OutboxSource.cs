using Analyse.EntityFrameworkCore.Diagnostics;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// The outbox as a source of the delivery loop. A claim is committed before the request goes out, so that no lock and no
/// connection is held while the service answers. Nothing that the database does comes out of here as an exception.
/// </summary>
internal sealed partial class OutboxSource<TContext> : IEventSource, IDeadLetterStore
    where TContext : DbContext
{
    private static readonly TimeSpan _betweenCleanings = TimeSpan.FromHours(1);

    private readonly OutboxDatabase<TContext> _database;
    private readonly CommitSignal<TContext> _signal;
    private readonly AnalyseOutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutboxHealth<TContext> _health;
    private readonly LookSchedule _schedule;
    private readonly Queue<OutboxBatch> _uncompleted = new();
    private readonly Lock _lock = new();
    private readonly Backlog _backlog;
    private long? _cleanedAt;
    private int _claimed;
    private long _claimedBytes;
    private long _delivered;
    private long _dead;
    private long _duplicates;

    public OutboxSource(
        OutboxDatabase<TContext> database, CommitSignal<TContext> signal, AnalyseOutboxOptions options, TimeProvider time, ILogger logger)
    {
        _database = database;
        _signal = signal;
        _options = options;
        _time = time;
        _logger = logger;
        _health = new OutboxHealth<TContext>(database, logger);
        _schedule = new LookSchedule(options, time);
        _backlog = new Backlog(time);
    }

    public string Description => $"outbox of {typeof(TContext).Name}";

    public bool IsImmediate => true;

    public string? Problem => _health.Problem;

    /// <summary>
    /// What this instance did and knows of. Rows that other instances deliver never become part of its books; those it waits
    /// for count as accepted with the ones it has delivered and put aside.
    /// </summary>
    public StoreCounts Counts
    {
        get
        {
            lock (_lock)
            {
                _backlog.Committed(_signal.Take());
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

    public async Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        while (Counts.OldestWaiting is null && !cancellationToken.IsCancellationRequested)
        {
            if (_schedule.UntilNext is { Ticks: > 0 } wait)
            {
                await _signal.WaitAsync(wait, _time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await TryAsync(LookAsync, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        OutboxBatch? batch = null;
        await TryAsync(
            async session =>
            {
                await CompleteLeftoversAsync(session).ConfigureAwait(false);
                batch = await ClaimAsync(new OutboxTable(session), maxCount, maxBytes, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return batch;
    }

    public async ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var claim = (OutboxBatch)batch;
        Record(claim);
        _uncompleted.Enqueue(claim);
        await TryAsync(CompleteLeftoversAsync, cancellationToken).ConfigureAwait(false);
    }

    public void Abandon()
    {
        // Nothing is lost: rows wait in the database for another instance, or for the next start.
    }

    private static long BytesOf(OutboxBatch batch)
    {
        var bytes = 0L;
        foreach (var entry in batch.Entries)
        {
            bytes += entry.Json.Length;
        }

        return bytes;
    }

    private async Task<OutboxBatch?> ClaimAsync(OutboxTable table, int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        // Taken before the look: what is committed from now on counts anew.
        lock (_lock)
        {
            _backlog.Committed(_signal.Take());
        }

        var lease = Guid.CreateVersion7(_time.GetUtcNow());
        var claim = await table.ClaimAsync(maxCount, maxBytes, lease, _options.Lease, cancellationToken).ConfigureAwait(false);
        foreach (var row in claim.Duplicates)
        {
            _logger.OutboxDuplicate(row.Name, row.EventId!.Value);
        }

        var batch = new OutboxBatch(lease, claim.Rows.Length);
        foreach (var row in claim.Rows)
        {
            batch.Add(row);
        }

        var taken = claim.Rows.Length + claim.Duplicates.Length;
        lock (_lock)
        {
            _duplicates += claim.Duplicates.Length;
            _claimed += batch.Count;
            _claimedBytes += BytesOf(batch);
            _backlog.Claimed(taken, isFull: taken == maxCount || BytesOf(batch) > maxBytes / 2);
        }

        _schedule.Found();
        return batch.Count > 0 ? batch : null;
    }

    private async Task LookAsync(OutboxSession session)
    {
        var table = new OutboxTable(session);
        await CompleteLeftoversAsync(session).ConfigureAwait(false);
        await CleanAsync(table).ConfigureAwait(false);
        if (await table.PeekAsync(CancellationToken.None).ConfigureAwait(false) is { } oldest)
        {
            _schedule.Found();
            lock (_lock)
            {
                _backlog.Found(oldest);
            }
        }
        else
        {
            _schedule.FoundNothing();
        }
    }

    /// <summary>Ends claims; one that the database could not end before is not sent again as long as its lease holds.</summary>
    private async Task CompleteLeftoversAsync(OutboxSession session)
    {
        while (_uncompleted.TryPeek(out var batch))
        {
            await new OutboxTable(session).CompleteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            _uncompleted.Dequeue();
        }
    }

    private async Task CleanAsync(OutboxTable table)
    {
        if (_cleanedAt is null || _time.GetElapsedTime(_cleanedAt.Value) > _betweenCleanings)
        {
            await table.ForgetAsync(CancellationToken.None).ConfigureAwait(false);
            _cleanedAt = _time.GetTimestamp();
        }
    }

    private async Task TryAsync(Func<OutboxSession, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await _database.UseAsync(
                async session =>
                {
                    await work(session).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            _health.Worked();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await FailedAsync(failure, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Who stops waiting is not told of it by an exception.
        }
    }

    private async Task FailedAsync(Exception failure, CancellationToken cancellationToken)
    {
        var isMissing = await _health.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _backlog.Clear();
        }

        if (isMissing)
        {
            _schedule.TableIsMissing();
        }
        else
        {
            _schedule.FoundNothing();
        }
    }

    private void Record(OutboxBatch batch)
    {
        lock (_lock)
        {
            _claimed -= batch.Count;
            _claimedBytes -= BytesOf(batch);
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
}
