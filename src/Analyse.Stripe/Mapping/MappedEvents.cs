namespace Analyse.Stripe.Mapping;

/// <summary>What is captured for one of Stripe's events.</summary>
/// <param name="Events">The events, complete.</param>
/// <param name="IsPersonKnown">Whether it was found out who it was.</param>
internal sealed record MappedEvents(IReadOnlyList<AnalyseEvent> Events, bool IsPersonKnown)
{
    public static readonly MappedEvents None = new([], IsPersonKnown: true);

    /// <summary>Whether an event will be refused because nobody is known.</summary>
    public bool IsNobody => !IsPersonKnown && Events.Any(static analyseEvent => analyseEvent.PersonId is "");
}
