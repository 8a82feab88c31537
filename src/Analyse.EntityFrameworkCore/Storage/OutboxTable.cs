using System.Data.Common;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What the relay does to the tables, in one session.</summary>
internal sealed class OutboxTable(OutboxSession session)
{
    private const int MostForgotten = 1_000;
    private static readonly TimeSpan _keptFor = TimeSpan.FromDays(30);

    private readonly OutboxStatements _sql = session.Statements;

    /// <summary>Whether a statement failed because of what a row holds.</summary>
    public bool IsAboutRow(DbException failure) => _sql.Dialect.IsAboutRow(failure);

    /// <summary>When the oldest unclaimed event was captured, if any waits.</summary>
    public async Task<DateTimeOffset?> PeekAsync(CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(_sql.Peek, static row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return found is [var oldest] ? UnixTime.ToTime(oldest) : null;
    }

    /// <summary>Claims rows after an id, in order of capture, and deletes those whose event was taken before.</summary>
    public Task<Claim> ClaimAsync(
        Guid after, int count, long bytes, Guid lease, TimeSpan length, CancellationToken cancellationToken) =>
        session.TransactAsync(
            async () =>
            {
                var rows = await session.ReadAsync(
                    _sql.Claim,
                    row => ClaimedRow.Read(row, _sql.Ids),
                    cancellationToken,
                    ("after", after),
                    ("count", count),
                    ("bytes", bytes),
                    ("lease", lease),
                    ("length", UnixTime.Of(length))).ConfigureAwait(false);
                var held = rows.Where(static row => row.Fault is not null).ToDictionary(static row => row.Id, static row => row.Fault!);
                var duplicates = await TakeKeysAsync(rows, held, cancellationToken).ConfigureAwait(false);
                var fresh = rows.Where(row => !duplicates.Contains(row.Id) && !held.ContainsKey(row.Id));
                return new Claim(
                    [.. fresh.OrderBy(static row => row.CapturedAt).ThenBy(static row => row.Id)],
                    [.. rows.Where(row => duplicates.Contains(row.Id))],
                    [.. held.Select(static row => new FailedRow(row.Key, row.Value))]);
            },
            cancellationToken);

    /// <summary>The first row after an id that could be claimed.</summary>
    public async Task<Guid?> FindFreeAsync(Guid after, CancellationToken cancellationToken)
    {
        var found = await session
            .ReadAsync(_sql.FirstFree, row => _sql.Ids.Read(row, 0), cancellationToken, ("after", after))
            .ConfigureAwait(false);
        return found is [var first] ? first : null;
    }

    /// <summary>Ends a claim. Rows whose lease has gone to another instance are left alone.</summary>
    /// <returns>The rows with which that is not possible; they stay claimed until the lease ends.</returns>
    public async Task<IReadOnlyList<FailedRow>> CompleteAsync(
        Guid lease, ILookup<EventOutcome, Guid> rows, CancellationToken cancellationToken)
    {
        try
        {
            await session.TransactAsync(() => CompleteAllAsync(lease, rows, cancellationToken), cancellationToken).ConfigureAwait(false);
            return [];
        }
        catch (DbException failure) when (_sql.Dialect.IsAboutRow(failure))
        {
            return await session
                .TransactAsync(() => CompleteEachAsync(lease, rows, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The last row there is.</summary>
    public async Task<Guid?> FindLastAsync(CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(_sql.Last, row => _sql.Ids.Read(row, 0), cancellationToken).ConfigureAwait(false);
        return found is [var last] ? last : null;
    }

    /// <summary>So many of the rows up to this one, claimed ones included.</summary>
    public Task<List<Guid>> FindUpToAsync(Guid last, int count, CancellationToken cancellationToken) =>
        session.ReadAsync(_sql.UpTo, row => _sql.Ids.Read(row, 0), cancellationToken, ("last", last), ("count", count));

    /// <summary>How many rows of these events are there. Events with a key have ids of another kind, and rows of other ids.</summary>
    public async Task<long> CountEventsAsync(IReadOnlyCollection<Guid> events, CancellationToken cancellationToken)
    {
        var byKey = events.ToLookup(static id => id.Version == 5);
        return await CountAsync(_sql.CountOf, [.. byKey[false]], cancellationToken).ConfigureAwait(false)
            + await CountAsync(_sql.CountOfKeys, [.. byKey[true]], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many of these rows are still there.</summary>
    public Task<long> CountAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => CountAsync(_sql.CountOf, ids, cancellationToken);

    /// <summary>Gives rows back that were held.</summary>
    public Task<int> ReleaseAsync(Guid lease, IReadOnlyCollection<Guid> rows, CancellationToken cancellationToken) =>
        session.ExecuteAsync(_sql.Release, cancellationToken, session.Ids(rows), ("lease", lease));

    /// <summary>Forgets some of the keys and dead letters that are old enough.</summary>
    /// <returns>Whether none is left, and how many dead letters were deleted.</returns>
    public Task<(bool IsClean, int DeadLetters)> ForgetAsync(CancellationToken cancellationToken) => session.TransactAsync(
        async () =>
        {
            var before = await new OutboxClock(session).PassAsync(cancellationToken).ConfigureAwait(false) - UnixTime.Of(_keptFor);
            var keys = await ForgetAsync(_sql.Forget, before, cancellationToken).ConfigureAwait(false);
            var letters = await ForgetAsync(_sql.ForgetDead, before, cancellationToken).ConfigureAwait(false);
            return (keys < MostForgotten && letters < MostForgotten, letters);
        },
        cancellationToken);

    public async Task<long> CountDeadAsync(CancellationToken cancellationToken) =>
        (await session.ReadAsync(_sql.CountDead, static row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];

    public Task<List<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken) => session.ReadAsync(
        _sql.ListDead,
        row => new DeadLetter
        {
            Id = session.Statements.Ids.Read(row, 0),
            EventName = row.GetString(1),
            Reason = row.GetString(2),
            CapturedAt = UnixTime.ToTime(row.GetInt64(3)),
            DiedAt = UnixTime.ToTime(row.GetInt64(4)),
            Json = row.GetFieldValue<byte[]>(5),
        },
        cancellationToken,
        ("count", most));

    public Task<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => session.TransactAsync(
        async () =>
        {
            await session.ExecuteAsync(_sql.Resend, cancellationToken, session.Ids(ids)).ConfigureAwait(false);
            return await DeleteDeadAsync(ids, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        session.ExecuteAsync(_sql.DeleteDead, cancellationToken, session.Ids(ids));

    private Task<int> ForgetAsync(string sql, long before, CancellationToken cancellationToken) =>
        session.ExecuteAsync(sql, cancellationToken, ("before", before), ("count", MostForgotten));

    private async Task<long> CountAsync(string sql, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? 0
            : (await session.ReadAsync(sql, static row => row.GetInt64(0), cancellationToken, session.Ids(ids)).ConfigureAwait(false))[0];

    private async Task<HashSet<Guid>> TakeKeysAsync(List<ClaimedRow> rows, Dictionary<Guid, string> held, CancellationToken cancellationToken)
    {
        Guid[] withKey = [.. rows.Where(static row => row.EventId is not null).Select(static row => row.Id)];
        if (withKey.Length == 0)
        {
            return [];
        }

        var failed = new Dictionary<Guid, DbException>();
        await session.ExecuteForEachAsync(_sql.TakeKeys, withKey, failed, cancellationToken, ("clock", OutboxClock.Seen)).ConfigureAwait(false);
        foreach (var (id, failure) in failed)
        {
            held[id] = $"its key cannot be kept ({FailureText.Of(failure)})";
        }

        Guid[] taken = [.. withKey.Where(id => !failed.ContainsKey(id))];
        return [.. await session.ReadAsync(
            _sql.DeleteDuplicates, row => _sql.Ids.Read(row, 0), cancellationToken, session.Ids(taken)).ConfigureAwait(false)];
    }

    private async Task<int> CompleteAllAsync(Guid lease, ILookup<EventOutcome, Guid> rows, CancellationToken cancellationToken)
    {
        var completed = 0;
        foreach (var fate in rows)
        {
            var ids = session.Ids([.. fate]);
            if (fate.Key.Kind is EventOutcomeKind.Dead)
            {
                await session
                    .ExecuteAsync(_sql.PutAside, cancellationToken, ids, ("lease", lease), ("reason", fate.Key.Reason!), ("clock", OutboxClock.Seen))
                    .ConfigureAwait(false);
            }

            var (sql, parameters) = EndOf(fate.Key.Kind, lease);
            completed += await session.ExecuteAsync(sql, cancellationToken, [ids, .. parameters]).ConfigureAwait(false);
        }

        return completed;
    }

    private async Task<IReadOnlyList<FailedRow>> CompleteEachAsync(
        Guid lease, ILookup<EventOutcome, Guid> rows, CancellationToken cancellationToken)
    {
        var failed = new Dictionary<Guid, DbException>();
        foreach (var fate in rows)
        {
            Guid[] ids = [.. fate];
            if (fate.Key.Kind is EventOutcomeKind.Dead)
            {
                await session
                    .ExecuteForEachAsync(_sql.PutAside, ids, failed, cancellationToken, ("lease", lease), ("reason", fate.Key.Reason!), ("clock", OutboxClock.Seen))
                    .ConfigureAwait(false);
                ids = [.. ids.Where(id => !failed.ContainsKey(id))];
            }

            var (sql, parameters) = EndOf(fate.Key.Kind, lease);
            await session.ExecuteForEachAsync(sql, ids, failed, cancellationToken, parameters).ConfigureAwait(false);
        }

        return [.. failed.Select(static row => new FailedRow(row.Key, $"it cannot leave the outbox ({FailureText.Of(row.Value)})"))];
    }

    private (string Sql, (string Name, object Value)[] Parameters) EndOf(EventOutcomeKind kind, Guid lease) => kind switch
    {
        EventOutcomeKind.Again => (_sql.Release, [("lease", lease)]),
        EventOutcomeKind.Held => (_sql.Hold, [("lease", lease), ("length", UnixTime.Of(HeldRows.Longest))]),
        _ => (_sql.Delete, [("lease", lease)]),
    };
}
