namespace Analyse.Inspector.Store;

/// <summary>Chooses events by name and by person.</summary>
internal static class EventFilter
{
    public static IEnumerable<StoredEvent> Apply(IReadOnlyList<StoredEvent> events, string? person, string? name)
    {
        var chosen = string.IsNullOrEmpty(person) ? events : OfPerson(events, person);
        return string.IsNullOrEmpty(name) ? chosen : chosen.Where(stored => stored.Event.Name == name);
    }

    // An anonymous id and a person id in one event belong together. What carries a person id is that person's alone;
    // what carries only an anonymous id belongs to whoever was seen with it. An anonymous id leads to its person's events.
    private static IEnumerable<StoredEvent> OfPerson(IReadOnlyList<StoredEvent> events, string id)
    {
        var persons = events.Any(stored => stored.Event.PersonId == id)
            ? [id]
            : events.Where(stored => stored.Event.AnonymousId == id).Select(stored => stored.Event.PersonId).OfType<string>().ToHashSet();

        var anonymous = events
            .Where(stored => stored.Event.PersonId is { } person && persons.Contains(person))
            .Select(stored => stored.Event.AnonymousId)
            .OfType<string>()
            .Append(id)
            .ToHashSet();

        return events.Where(stored => stored.Event.PersonId is { } person
            ? persons.Contains(person)
            : anonymous.Contains(stored.Event.AnonymousId!));
    }
}
