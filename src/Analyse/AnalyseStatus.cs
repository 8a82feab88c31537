namespace Analyse;

/// <summary>How a client is doing at one moment. It holds no key and nothing personal, so that it may be shown.</summary>
public sealed record AnalyseStatus
{
    /// <summary>How the delivery is doing.</summary>
    public required AnalyseDeliveryState State { get; init; }

    /// <summary>The time until the next attempt.</summary>
    /// <value>Zero when nothing keeps it from being made now.</value>
    public required TimeSpan NextAttemptIn { get; init; }

    /// <summary>The age of the oldest event that waits.</summary>
    /// <value>Zero when none waits.</value>
    public required TimeSpan OldestWaiting { get; init; }

    /// <summary>Bytes of JSON that wait.</summary>
    public required long WaitingBytes { get; init; }

    /// <summary>What is wrong with a store, in a plain sentence.</summary>
    /// <value><see langword="null"/>: nothing.</value>
    public string? StoreProblem { get; init; }

    /// <summary>What became of the events so far.</summary>
    public required AnalyseCounts Counts { get; init; }

    /// <summary>Whether somebody should look: events are not delivered, or more than a minute late, or a store is not well.</summary>
    public bool IsDegraded => State is not (AnalyseDeliveryState.Delivering or AnalyseDeliveryState.Off) || StoreProblem is not null;
}
