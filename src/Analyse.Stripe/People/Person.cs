using Analyse.Stripe.Payload;

namespace Analyse.Stripe.People;

/// <summary>Who it was.</summary>
/// <param name="PersonId">The site's own id of the person.</param>
/// <param name="AnonymousId">The browser that the checkout began in.</param>
/// <param name="SessionId">The browser's session.</param>
internal sealed record Person(string? PersonId, string? AnonymousId, string? SessionId)
{
    public bool IsKnown => PersonId is not null || AnonymousId is not null;

    /// <summary>The person that the metadata names, or another; the browser is only theirs when the metadata names nobody else.</summary>
    public static Person Of(Metadata metadata, string? personId = null) => personId is null || metadata.PersonId is null || metadata.PersonId == personId
        ? new Person(personId ?? metadata.PersonId, metadata.AnonymousId, metadata.SessionId)
        : new Person(personId, null, null);

    /// <summary>
    /// Writes it into an event that does not say itself who it was. No person is a blank id: where the event is captured in
    /// somebody's request, it must not become theirs. With no browser either it is refused and counted.
    /// </summary>
    public void ApplyTo(AnalyseEvent analyseEvent)
    {
        if (analyseEvent is { PersonId: null, AnonymousId: null })
        {
            analyseEvent.PersonId = PersonId ?? "";
            analyseEvent.AnonymousId = AnonymousId;
            analyseEvent.SessionId ??= SessionId;
        }
    }
}
