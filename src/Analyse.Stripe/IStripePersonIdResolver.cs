namespace Analyse.Stripe;

/// <summary>
/// Knows which person of the site one of Stripe's events is about, such as by the customer's id in the site's own database.
/// Asked first, before the metadata. Register it as a scoped service.
/// </summary>
public interface IStripePersonIdResolver
{
    /// <summary>Finds the person.</summary>
    /// <param name="stripeEvent">
    /// The event. <see cref="StripeEvent.CustomerId"/>, and <c>customer</c> of its object, are those that Stripe sent, else those that are
    /// known of its payment; where Stripe's API was asked for the customer, the resolver is asked again with the answer.
    /// </param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The site's own id of the person; <see langword="null"/>: the metadata may know.</returns>
    /// <remarks>When it throws, Stripe is answered with 503 and sends the event again.</remarks>
    ValueTask<string?> FindPersonIdAsync(StripeEvent stripeEvent, CancellationToken cancellationToken);
}
