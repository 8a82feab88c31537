namespace Analyse.Testing.Recording;

/// <summary>What the service shows as one person: their own events, and those of devices that are known to be theirs.</summary>
internal static class Timeline
{
    public static IReadOnlyList<RecordedEvent> Of(string personId, IEnumerable<RecordedEvent> events)
    {
        var all = events.ToArray();
        var devices = all
            .Where(recorded => recorded.PersonId == personId && recorded.AnonymousId is not null)
            .Select(recorded => recorded.AnonymousId)
            .ToHashSet();
        return [.. all.Where(recorded =>
            recorded.PersonId == personId || (recorded.PersonId is null && devices.Contains(recorded.AnonymousId)))];
    }
}
