using Analyse.EntityFrameworkCore.Sql;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>Forgets what is older than thirty days, a little at a time, so that no statement of it takes long.</summary>
internal sealed class Cleaning(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    private long? _cleanedAt;

    public async Task RunIfDueAsync(OutboxSession session, CancellationToken cancellationToken)
    {
        if (_cleanedAt is { } last && time.GetElapsedTime(last) < _interval)
        {
            return;
        }

        var isClean = await new OutboxTable(session).ForgetAsync(cancellationToken).ConfigureAwait(false);
        _cleanedAt = isClean ? time.GetTimestamp() : null;
    }
}
