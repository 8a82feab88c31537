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
    private readonly OutboxDatabase<TContext> _database;
    private readonly CommitSignal<TContext> _signal;
    private readonly LedgerHealth<TContext> _ledger;
    private readonly AnalyseOutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RowHealth _rows;
    private readonly OutboxHealth<TContext> _health;
    private readonly RelayCounts<TContext> _counts;

    // What follows belongs to the delivery loop, which makes one call at a time.
    private readonly LookSchedule _schedule;
    private readonly ClaimCursor _cursor;
    private readonly Queue<OutboxBatch> _uncompleted = new();
    private readonly Cleaning _cleaning;
    private readonly StuckRows _stuck = new();
    private readonly DeadLetterCount _deadLetters;
    private readonly HeldRows _held;

    public OutboxSource(
        OutboxDatabase<TContext> database,
        CommitSignal<TContext> signal,
        LedgerHealth<TContext> ledger,
        AnalyseOutboxOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _database = database;
        _signal = signal;
        _ledger = ledger;
        _options = options;
        _time = time;
        _logger = logger;
        _rows = new RowHealth(typeof(TContext).Name, options.Lease, time, logger);
        _health = new OutboxHealth<TContext>(database, _rows, logger);
        _counts = new RelayCounts<TContext>(signal, time);
        _schedule = new LookSchedule(options, time);
        _cursor = new ClaimCursor(options.IdlePollInterval, time);
        _cleaning = new Cleaning(time);
        _deadLetters = new DeadLetterCount(time);
        _held = new HeldRows(time);
    }

    public string Description => $"outbox of {typeof(TContext).Name}";

    public bool IsImmediate => true;

    public bool IsShared => true;

    public string? Problem => _health.Problem ?? _ledger.Problem;

    public StoreCounts Counts => _counts.Now;

    public async Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        while (Counts.OldestAge is null && !cancellationToken.IsCancellationRequested)
        {
            if (_schedule.UntilNext is { Ticks: > 0 } wait)
            {
                await _signal.WaitAsync(wait, _time, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await TryAsync(session => LookAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        OutboxBatch? batch = null;
        await TryAsync(
            async session =>
            {
                await CompleteLeftoversAsync(session, cancellationToken).ConfigureAwait(false);
                EndHolds();
                batch = await ClaimBatchAsync(new OutboxTable(session), maxCount, maxBytes, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return batch;
    }

    public async ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var claim = (OutboxBatch)batch;
        _counts.Completed(claim);
        if (claim.Outcomes.Contains(EventOutcome.Again))
        {
            _cursor.ToFront();
        }

        _held.Add(claim);
        _uncompleted.Enqueue(claim);
        await TryAsync(
            async session =>
            {
                await TidyAsync(session, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Abandon()
    {
        // Nothing is lost: rows wait in the database for another instance, or for the next start.
    }

    private async Task<OutboxBatch?> ClaimBatchAsync(OutboxTable table, int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        _counts.Looking();
        var after = _cursor.After;
        var lease = Guid.CreateVersion7(_time.GetUtcNow());
        var claim = await new Claiming(table, _rows).ClaimAsync(after, maxCount, maxBytes, lease, _options.Lease, cancellationToken).ConfigureAwait(false);
        foreach (var row in claim.Duplicates)
        {
            _logger.OutboxDuplicate(row.Name, row.EventId!.Value);
        }

        _rows.Failed(claim.Held);
        var batch = new OutboxBatch(lease, claim.Rows.Length);
        foreach (var row in claim.Rows.Where(row => !_stuck.Contains(row.Id)))
        {
            batch.Add(row);
        }

        if (batch.Count < claim.Rows.Length)
        {
            var stuck = _stuck.OutcomesOf(claim.Rows.Select(static row => row.Id).Where(_stuck.Contains));
            await EndAsync(table, lease, stuck, cancellationToken).ConfigureAwait(false);
        }

        // A batch that its size has ended is more than half full, unless events are as large as that; then the next look finds more.
        var isFull = claim.Count >= maxCount || batch.Bytes > maxBytes / 2;
        if (isFull)
        {
            _cursor.MoveTo(claim.Last);
        }
        else
        {
            _cursor.ToFront();
        }

        _counts.Claimed(batch, claim.Duplicates.Length, mayBeMore: isFull || after != Guid.Empty);
        _schedule.Found();
        return batch.Count > 0 ? batch : null;
    }

    /// <returns>Whether the database is well: rows that wait were only read, and may still not be claimed.</returns>
    private async Task<bool> LookAsync(OutboxSession session, CancellationToken cancellationToken)
    {
        await TidyAsync(session, cancellationToken).ConfigureAwait(false);
        EndHolds();
        if (await new OutboxTable(session).PeekAsync(cancellationToken).ConfigureAwait(false) is { } oldest)
        {
            _schedule.Found();
            _counts.Found(oldest);
            return false;
        }

        _schedule.FoundNothing();
        return true;
    }

    private async Task TryAsync(Func<OutboxSession, Task<bool>> work, CancellationToken cancellationToken)
    {
        try
        {
            if (await _database.UseAsync(work, cancellationToken).ConfigureAwait(false))
            {
                _health.Worked();
            }
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
        var isForLong = await _health.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
        _counts.NothingIsKnown();
        if (isForLong)
        {
            _schedule.TableIsMissing();
        }
        else
        {
            _schedule.FoundNothing();
        }
    }
}
