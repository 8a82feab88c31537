namespace Analyse.Storage.Memory;

/// <summary>What stands on a page in front of an event's bytes.</summary>
internal readonly struct EventHeader(Guid id, DateTimeOffset capturedAt, int length)
{
    /// <summary>The event's id.</summary>
    public readonly Guid Id = id;

    /// <summary>When it was captured.</summary>
    public readonly DateTimeOffset CapturedAt = capturedAt;

    /// <summary>How many bytes follow.</summary>
    public readonly int Length = length;
}
