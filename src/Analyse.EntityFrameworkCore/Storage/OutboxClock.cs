using Analyse.EntityFrameworkCore.Sql;
using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// The clock by which keys and dead letters are forgotten. It stands in two rows of the table of keys and goes on with the
/// clock of the database, which may be set: it never goes back, and between two looks it goes on by a day at most. So a clock
/// that is set makes nothing older than a day.
/// </summary>
internal sealed class OutboxClock(OutboxSession session)
{
    /// <summary>The row that holds the clock's time.</summary>
    public static readonly Guid Seen = Guid.Empty;

    // The row that holds what the clock of the database showed at the last look.
    private static readonly Guid _last = new("00000000-0000-0000-0000-000000000001");

    private readonly OutboxStatements _sql = session.Statements;

    /// <summary>Lets the clock go on. It must be the first thing in a transaction.</summary>
    /// <returns>Its time, in microseconds since 1970.</returns>
    public async Task<long> PassAsync(CancellationToken cancellationToken)
    {
        // Two instances that look at the same moment must not both count what has passed.
        await session.ExecuteAsync(_sql.LockClock, cancellationToken, ("id", _last)).ConfigureAwait(false);
        var now = (await session.ReadAsync(_sql.Now, static row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        var last = await ReadAsync(_last, cancellationToken).ConfigureAwait(false);
        var seen = await ReadAsync(Seen, cancellationToken).ConfigureAwait(false);
        var next = seen is { } before && last is { } then ? before + Math.Clamp(now - then, 0, UnixTime.Of(SeenTime.LongestGap)) : now;
        await SetAsync(Seen, next, cancellationToken).ConfigureAwait(false);
        await SetAsync(_last, now, cancellationToken).ConfigureAwait(false);
        return next;
    }

    private async Task<long?> ReadAsync(Guid hand, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(_sql.ReadClock, static row => row.GetInt64(0), cancellationToken, ("id", hand)).ConfigureAwait(false);
        return rows is [var time] ? time : null;
    }

    private Task<int> SetAsync(Guid hand, long time, CancellationToken cancellationToken) =>
        session.ExecuteAsync(_sql.SetClock, cancellationToken, ("id", hand), ("value", time));
}
