using Analyse.EntityFrameworkCore.Sql;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Counts the dead letters in the table, which other instances write to as well: every minute, and whenever this instance has
/// added some.
/// </summary>
internal sealed class DeadLetterCount(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    private long? _countedAt;

    /// <summary>The count is not right any more.</summary>
    public void Changed() => _countedAt = null;

    /// <returns>The count, when it was time to count.</returns>
    public async Task<long?> CountIfDueAsync(OutboxSession session, CancellationToken cancellationToken)
    {
        if (_countedAt is { } last && time.GetElapsedTime(last) < _interval)
        {
            return null;
        }

        var count = await new OutboxTable(session).CountDeadAsync(cancellationToken).ConfigureAwait(false);
        _countedAt = time.GetTimestamp();
        return count;
    }
}
