using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>When the next batch of a source is due, and how large it may be.</summary>
internal sealed class BatchPlan(IEventSource source, DestinationGate gate, RateMeter load, TimeProvider time)
{
    private readonly Lateness _lateness = new(time);
    private readonly long _created = time.GetTimestamp();
    private long? _captured;
    private bool _wasEmpty;

    /// <summary>Whether an event has been queued for more than a minute.</summary>
    public bool IsLate => _lateness.Look(source.Counts);

    /// <summary>How long until a batch is due if nothing more comes; a full batch is due at once.</summary>
    /// <returns><see langword="null"/> when nothing waits.</returns>
    public TimeSpan? UntilDue(AnalyseSettings now)
    {
        var counts = source.Counts;
        _lateness.Look(counts);
        Measure(counts, now);
        if (counts.OldestAge is not { } age)
        {
            return null;
        }

        if (source.IsImmediate || counts.Waiting - counts.Held >= now.MaxBatchSize || counts.WaitingBytes - counts.HeldBytes >= BytesOf(now))
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

    private void Measure(in StoreCounts counts, AnalyseSettings now)
    {
        // What a full store rejects counts as well: it would be sent if the pace were right.
        var captured = counts.Accepted + counts.Full;
        var more = Math.Max(0, captured - (_captured ?? AcceptedBefore(counts)));
        var eventBytes = counts.Waiting > 0 ? (double)counts.WaitingBytes / counts.Waiting : 0;
        // Not what may be sent now: a service that did not answer for a while says nothing about sizes.
        var requests = more * Math.Max(1d / now.MaxBatchSize, eventBytes / BytesOf(now, gate.Body.ProvenBytes));
        load.Add(requests, _wasEmpty && counts.OldestAge is { } age ? age : TimeSpan.MaxValue);
        _captured = captured;
        _wasEmpty = counts.Waiting == 0;
    }

    /// <summary>What a store accepted before this process says nothing about what comes now.</summary>
    private long AcceptedBefore(in StoreCounts counts) =>
        counts.OldestAge <= time.GetElapsedTime(_created) ? counts.Accepted - counts.Waiting : counts.Accepted;

    private int BytesOf(AnalyseSettings now) => BytesOf(now, gate.Body.Bytes);

    private static int BytesOf(AnalyseSettings now, int limit) =>
        Math.Max(1, Math.Min(now.MaxBatchBytes, limit) - now.BatchPrefix.Length - BodyBuffer.BatchEnd.Length);
}
