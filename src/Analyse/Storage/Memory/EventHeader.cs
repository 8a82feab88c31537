namespace Analyse.Storage.Memory;

/// <summary>What stands on a page in front of an event's bytes.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="CapturedAt">When it was captured.</param>
/// <param name="QueuedAt">When it was queued, as a timestamp of the time provider: the wall clock may be set.</param>
/// <param name="Length">How many bytes follow.</param>
internal readonly record struct EventHeader(Guid Id, DateTimeOffset CapturedAt, long QueuedAt, int Length);
