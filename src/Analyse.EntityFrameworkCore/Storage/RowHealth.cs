using Analyse.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// The rows that fail by themselves while the others are delivered: what is wrong with them is a problem as long as one has
/// failed lately, and logged when it is new, and once an hour.
/// </summary>
/// <param name="context">The name of the context.</param>
/// <param name="lease">After this time a row that failed is tried again.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it logs.</param>
internal sealed class RowHealth(string context, TimeSpan lease, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _silence = TimeSpan.FromHours(1);

    private readonly TimeSpan _remembered = (2 * lease) + TimeSpan.FromMinutes(1);
    private volatile string? _problem;
    private string? _loggedReason;
    private long _failedAt;
    private long _loggedAt;

    /// <summary>What is wrong with rows that failed lately.</summary>
    public string? Problem => _problem is { } problem && time.GetElapsedTime(Volatile.Read(ref _failedAt)) < _remembered ? problem : null;

    public void Failed(IReadOnlyCollection<FailedRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var first = rows.First();
        Volatile.Write(ref _failedAt, time.GetTimestamp());
        _problem = $"{rows.Count} {(rows.Count == 1 ? "row" : "rows")} in the outbox of {context} cannot be handled; of row {first.Id}: {first.Reason}. "
            + $"The others are delivered. It is tried again every {lease}: correct what the database refuses, or delete the row.";
        if (_loggedReason != first.Reason || time.GetElapsedTime(_loggedAt) >= _silence)
        {
            (_loggedReason, _loggedAt) = (first.Reason, time.GetTimestamp());
            logger.OutboxRowsFailed(_problem);
        }
    }
}
