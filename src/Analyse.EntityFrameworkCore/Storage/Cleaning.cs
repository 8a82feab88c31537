using Analyse.EntityFrameworkCore.Sql;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>Forgets what is older than thirty days, a little at a time, so that no statement of it takes long.</summary>
internal sealed class Cleaning(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    private long? _cleanedAt;

    /// <returns>How many dead letters were deleted.</returns>
    public async Task<int> RunIfDueAsync(OutboxSession session, CancellationToken cancellationToken)
    {
        if (_cleanedAt is { } last && time.GetElapsedTime(last) < _interval)
        {
            return 0;
        }

        var (isClean, deadLetters) = await new OutboxTable(session).ForgetAsync(cancellationToken).ConfigureAwait(false);
        _cleanedAt = isClean ? time.GetTimestamp() : null;
        return deadLetters;
    }
}
