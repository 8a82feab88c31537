using Analyse.EntityFrameworkCore.Sql;
using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What the relay does to the tables, in one session.</summary>
internal sealed class OutboxTable(OutboxSession session)
{
    private const int MostForgotten = 1_000;
    private static readonly TimeSpan _keptFor = TimeSpan.FromDays(30);

    private readonly OutboxStatements _sql = session.Statements;

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
                    ClaimedRow.Read,
                    cancellationToken,
                    ("after", after),
                    ("count", count),
                    ("bytes", bytes),
                    ("lease", lease),
                    ("length", UnixTime.Of(length))).ConfigureAwait(false);
                var duplicates = await TakeKeysAsync(rows, cancellationToken).ConfigureAwait(false);
                return new Claim(
                    [.. rows.Where(row => !duplicates.Contains(row.Id)).OrderBy(static row => row.CapturedAt).ThenBy(static row => row.Id)],
                    [.. rows.Where(row => duplicates.Contains(row.Id))]);
            },
            cancellationToken);

    /// <summary>Ends a claim. Rows whose lease has gone to another instance are left alone.</summary>
    public Task CompleteAsync(OutboxBatch batch, CancellationToken cancellationToken) =>
        session.TransactAsync(() => CompleteAsync(batch.Lease, batch.RowsByOutcome(), cancellationToken), cancellationToken);

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
        static row => new DeadLetter
        {
            Id = row.GetGuid(0),
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

    private async Task<HashSet<Guid>> TakeKeysAsync(List<ClaimedRow> rows, CancellationToken cancellationToken)
    {
        Guid[] withKey = [.. rows.Where(static row => row.EventId is not null).Select(static row => row.Id)];
        if (withKey.Length == 0)
        {
            return [];
        }

        await session.ExecuteAsync(_sql.TakeKeys, cancellationToken, session.Ids(withKey), ("clock", OutboxClock.Seen)).ConfigureAwait(false);
        return [.. await session.ReadAsync(
            _sql.DeleteDuplicates, static row => row.GetGuid(0), cancellationToken, session.Ids(withKey)).ConfigureAwait(false)];
    }

    private async Task<int> CompleteAsync(Guid lease, ILookup<EventOutcome, Guid> rows, CancellationToken cancellationToken)
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

            completed += await EndAsync(fate.Key.Kind, lease, ids, cancellationToken).ConfigureAwait(false);
        }

        return completed;
    }

    private Task<int> EndAsync(EventOutcomeKind kind, Guid lease, (string Name, object Value) ids, CancellationToken cancellationToken) => kind switch
    {
        EventOutcomeKind.Again => session.ExecuteAsync(_sql.Release, cancellationToken, ids, ("lease", lease)),
        EventOutcomeKind.Held => session.ExecuteAsync(
            _sql.Hold, cancellationToken, ids, ("lease", lease), ("length", UnixTime.Of(HeldRows.Longest))),
        _ => session.ExecuteAsync(_sql.Delete, cancellationToken, ids, ("lease", lease)),
    };
}
