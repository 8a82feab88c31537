using Analyse.Events;

namespace Analyse.Tracking;

/// <summary>Fills in who, where and when: what the event says itself wins over what its scope knows.</summary>
internal static class Attribution
{
    public static EventContext Fill(AnalyseEvent analyseEvent, IAnalyseContext? context, DateTimeOffset now)
    {
        var own = Identifier.NullIfBlank(analyseEvent.PersonId);
        var known = Identifier.NullIfBlank(context?.PersonId);

        // The device and the page of this request say nothing of somebody else, and would merge the two. A blank id is
        // somebody else whose id got lost: an administrator must not become the customer whose order has none.
        var isLost = own is null && analyseEvent.PersonId is not null;
        var isSomebodyElse = isLost || (own is not null && known is not null && own != known);
        var device = isSomebodyElse ? null : context;
        var sessionId = Identifier.NullIfBlank(analyseEvent.SessionId ?? device?.SessionId);

        return new EventContext(
            analyseEvent.IdempotencyKey is { } key ? EventId.FromKey(analyseEvent.Name, key) : EventId.NewVersion7(now),
            isLost ? null : own ?? known,
            Identifier.NullIfBlank(analyseEvent.AnonymousId) ?? Identifier.NullIfBlank(device?.AnonymousId),
            Identifier.IsValid(sessionId) ? sessionId : null,
            analyseEvent.Timestamp ?? now,
            analyseEvent.Page ?? device?.Page);
    }

    /// <summary>Whether there is an id, and every id may be sent.</summary>
    public static bool IsIdentified(in EventContext context) =>
        (context.PersonId is not null || context.AnonymousId is not null)
        && Identifier.IsValid(context.PersonId)
        && Identifier.IsValid(context.AnonymousId);
}
