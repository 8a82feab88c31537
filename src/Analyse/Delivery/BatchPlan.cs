using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>When the next batch of a source is due, and how large it may be.</summary>
internal sealed class BatchPlan(IEventSource source, DestinationGate gate, TimeProvider time)
{
    /// <summary>How long until a batch is due if nothing more comes; a full batch is due at once.</summary>
    /// <returns><see langword="null"/> when nothing waits.</returns>
    public TimeSpan? UntilDue(AnalyseSettings now)
    {
        var counts = source.Counts;
        if (counts.OldestWaiting is not { } oldest)
        {
            return null;
        }

        if (source.IsImmediate || counts.Waiting >= now.MaxBatchSize || counts.WaitingBytes >= BytesOf(now))
        {
            return TimeSpan.Zero;
        }

        var age = time.GetUtcNow() - oldest;
        // A negative age: the clock was set back, and it must not make an event wait longer than the interval.
        return age >= now.FlushInterval || age < TimeSpan.Zero ? TimeSpan.Zero : now.FlushInterval - age;
    }

    /// <summary>Completes when enough waits for a full batch, or when the token is cancelled.</summary>
    public Task UntilFullAsync(AnalyseSettings now, CancellationToken cancellationToken) =>
        source.WaitAsync(now.MaxBatchSize, BytesOf(now), cancellationToken);

    public ValueTask<EventBatch?> ClaimAsync(AnalyseSettings now, CancellationToken cancellationToken)
    {
        // A single event that the service refuses looks like a wrong host; a second one beside it shows which it is.
        var count = gate.IsMisrouted ? Math.Max(2, now.MaxBatchSize) : now.MaxBatchSize;
        return source.ClaimAsync(count, BytesOf(now), cancellationToken);
    }

    private int BytesOf(AnalyseSettings now) => Math.Min(now.MaxBatchBytes, gate.LargestBody) - now.BatchPrefix.Length - BodyBuffer.BatchEnd.Length;
}
