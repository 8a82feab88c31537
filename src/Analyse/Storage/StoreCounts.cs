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

    /// <summary>When the oldest unclaimed event was captured.</summary>
    /// <value><see langword="null"/>: none waits unclaimed.</value>
    public DateTimeOffset? OldestWaiting { get; init; }

    /// <summary>Events that were put aside.</summary>
    public long DeadLettered { get; init; }

    /// <summary>Events that only memory held at the end.</summary>
    public long Lost { get; init; }
}
