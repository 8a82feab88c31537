namespace Analyse.Events;

/// <summary>What is written of an event beside its own properties: who, when and where, after all defaults were filled in.</summary>
internal readonly record struct EventContext(
    Guid Id,
    string? PersonId,
    string? AnonymousId,
    string? SessionId,
    DateTimeOffset Timestamp,
    PageContext? Page)
{
    /// <summary>Sets on a copy of the event what its scope has filled in, so that it can be read there.</summary>
    public AnalyseEvent AppliedTo(AnalyseEvent copy)
    {
        copy.PersonId = PersonId;
        copy.AnonymousId = AnonymousId;
        copy.SessionId = SessionId;
        copy.Timestamp = Timestamp;
        copy.Page = Page;
        return copy;
    }
}
