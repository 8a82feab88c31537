namespace Analyse.Events;

/// <summary>What is written of an event beside its own properties: who, when and where, after all defaults were filled in.</summary>
internal readonly record struct EventContext(
    Guid Id,
    string? PersonId,
    string? AnonymousId,
    string? SessionId,
    DateTimeOffset Timestamp,
    PageContext? Page);
