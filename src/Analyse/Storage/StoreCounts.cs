namespace Analyse.Storage;

/// <summary>What became of the events of one store; accepted = delivered + waiting + dead-lettered + lost.</summary>
public readonly record struct StoreCounts
{
    /// <summary>Events the store took.</summary>
    public long Accepted { get; init; }

    /// <summary>Events whose id the store had taken before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that the store rejected since it was opened, for lack of room; they are no part of the sum.</summary>
    public long Full { get; init; }

    /// <summary>Events the service took.</summary>
    public long Delivered { get; init; }

    /// <summary>Events in the store, claimed ones included.</summary>
    public long Waiting { get; init; }

    /// <summary>Bytes of JSON of the waiting events.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>How long the oldest event that can be claimed has been queued, as it was seen to pass; see <see cref="SeenTime"/>.</summary>
    /// <value><see langword="null"/>: none can be claimed.</value>
    public TimeSpan? OldestAge { get; init; }

    /// <summary>Waiting events that are held back; see <see cref="EventOutcome.Held"/>.</summary>
    public long Held { get; init; }

    /// <summary>Bytes of JSON of those.</summary>
    public long HeldBytes { get; init; }

    /// <summary>Events that are kept as dead letters now.</summary>
    public long DeadLettered { get; init; }

    /// <summary>Events that are neither delivered nor kept any more.</summary>
    public long Lost => Losses.Total;

    /// <summary>The same by the reason.</summary>
    public AnalyseLosses Losses { get; init; }
}
