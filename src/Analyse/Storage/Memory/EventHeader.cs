namespace Analyse.Storage.Memory;

/// <summary>What stands on a page in front of an event's bytes.</summary>
internal readonly struct EventHeader(Guid id, DateTimeOffset capturedAt, long queuedAt, int length)
{
    /// <summary>The event's id.</summary>
    public readonly Guid Id = id;

    /// <summary>When it was captured.</summary>
    public readonly DateTimeOffset CapturedAt = capturedAt;

    /// <summary>When it was queued, as a timestamp of the time provider: the wall clock may be set.</summary>
    public readonly long QueuedAt = queuedAt;

    /// <summary>How many bytes follow.</summary>
    public readonly int Length = length;
}
