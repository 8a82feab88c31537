using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>When the next batch of a source is due, and how large it may be.</summary>
internal sealed class BatchPlan(IEventSource source, DestinationGate gate, RateMeter load, TimeProvider time)
{
    private readonly Lateness _lateness = new(time);
    private long? _accepted;

    /// <summary>Whether an event has been queued for more than a minute.</summary>
    public bool IsLate => _lateness.Look(source.Counts);

    /// <summary>How long until a batch is due if nothing more comes; a full batch is due at once.</summary>
    /// <returns><see langword="null"/> when nothing waits.</returns>
    public TimeSpan? UntilDue(AnalyseSettings now)
    {
        var counts = source.Counts;
        _lateness.Look(counts);
        Measure(counts, now);
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
        // A single event that the service rejects looks like a wrong host; a second one beside it shows which it is.
        var count = gate.LastState is GateState.Misrouted ? Math.Max(2, now.MaxBatchSize) : now.MaxBatchSize;
        return source.ClaimAsync(count, BytesOf(now), cancellationToken);
    }

    private void Measure(in StoreCounts counts, AnalyseSettings now)
    {
        var accepted = Math.Max(0, counts.Accepted - (_accepted ?? counts.Accepted));
        var eventBytes = counts.Waiting > 0 ? (double)counts.WaitingBytes / counts.Waiting : 0;
        load.Add(accepted * Math.Max(1d / now.MaxBatchSize, eventBytes / BytesOf(now)));
        _accepted = counts.Accepted;
    }

    private int BytesOf(AnalyseSettings now) =>
        Math.Max(1, Math.Min(now.MaxBatchBytes, gate.Body.Bytes) - now.BatchPrefix.Length - BodyBuffer.BatchEnd.Length);
}
