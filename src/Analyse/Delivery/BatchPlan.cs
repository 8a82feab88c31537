using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>When the next batch of a source is due, and how large it may be.</summary>
internal sealed class BatchPlan(IEventSource source, DestinationGate gate)
{
    /// <summary>How long until a batch is due if nothing more comes; a full batch is due at once.</summary>
    /// <returns><see langword="null"/> when nothing waits.</returns>
    public TimeSpan? UntilDue(AnalyseSettings now)
    {
        var counts = source.Counts;
        if (counts.OldestAge is not { } age)
        {
            return null;
        }

        if (source.IsImmediate || counts.Waiting >= now.MaxBatchSize || counts.WaitingBytes >= BytesOf(now))
        {
            return TimeSpan.Zero;
        }

        return age >= now.FlushInterval ? TimeSpan.Zero : now.FlushInterval - age;
    }

    /// <summary>Completes when enough waits for a full batch, or when the token is cancelled.</summary>
    public Task UntilFullAsync(AnalyseSettings now, CancellationToken cancellationToken) =>
        source.WaitAsync(now.MaxBatchSize, BytesOf(now), cancellationToken);

    public ValueTask<EventBatch?> ClaimAsync(AnalyseSettings now, CancellationToken cancellationToken)
    {
        // A service that rejects everything is tried with few events.
        var count = gate.Rejections.IsLong ? Math.Min(Suspects.ProbeSize, now.MaxBatchSize) : now.MaxBatchSize;
        return source.ClaimAsync(count, BytesOf(now), cancellationToken);
    }

    private int BytesOf(AnalyseSettings now) => Math.Min(now.MaxBatchBytes, gate.LargestBody) - now.BatchPrefix.Length - BodyBuffer.BatchEnd.Length;
}
