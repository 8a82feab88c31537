namespace Analyse;

/// <summary>
/// What became of the events so far. The counts add up at any moment: captured = accepted + duplicates + refused, and
/// accepted = delivered + waiting + dead-lettered + lost.
/// </summary>
public readonly record struct AnalyseCounts
{
    /// <summary>Events that were captured.</summary>
    public long Captured => Accepted + Duplicates + Refused;

    /// <summary>Events that a store took.</summary>
    public long Accepted { get; init; }

    /// <summary>Events whose <see cref="AnalyseEvent.IdempotencyKey"/> was taken before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that were refused at capture, for whatever reason.</summary>
    public long Refused { get; init; }

    /// <summary>Events that the service took.</summary>
    public long Delivered { get; init; }

    /// <summary>Events in the store, those of a request under way included.</summary>
    public long Waiting { get; init; }

    /// <summary>Events that the service will never take, and that are kept as dead letters now.</summary>
    public long DeadLettered { get; init; }

    /// <summary>Accepted events that are neither delivered nor kept any more.</summary>
    public long Lost => Losses.Total;

    /// <summary>The same by the reason.</summary>
    public AnalyseLosses Losses { get; init; }
}
