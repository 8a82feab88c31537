namespace Analyse.Stripe;

/// <summary>
/// Adds events for types of Stripe's that this library ignores, and changes or removes those that it makes. Mappers run in the
/// order in which they are registered.
/// </summary>
public interface IStripeEventMapper
{
    /// <summary>Changes what is captured for one of Stripe's events.</summary>
    /// <param name="stripeEvent">The event.</param>
    /// <param name="events">
    /// What is captured so far. Where an event leaves it open, the person is found as for the others, the time is that of
    /// Stripe's event, and the <see cref="AnalyseEvent.IdempotencyKey"/> is its id.
    /// </param>
    /// <remarks>When it throws, Stripe is answered with 503 and sends the event again.</remarks>
    void Map(StripeEvent stripeEvent, IList<AnalyseEvent> events);
}
