namespace Analyse.Events;

/// <summary>What is written of an event beside its own properties: who, when and where, after all defaults were filled in.</summary>
internal readonly struct EventContext(
    Guid id, string? personId, string? anonymousId, string? sessionId, DateTimeOffset timestamp, PageContext? page)
{
    public readonly Guid Id = id;
    public readonly string? PersonId = personId;
    public readonly string? AnonymousId = anonymousId;
    public readonly string? SessionId = sessionId;
    public readonly DateTimeOffset Timestamp = timestamp;
    public readonly PageContext? Page = page;

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
