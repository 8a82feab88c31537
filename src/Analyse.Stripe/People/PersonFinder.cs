using Analyse.Stripe.Api;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.People;

/// <summary>Finds who it was: the application's own resolver first, then what was written into the metadata.</summary>
internal sealed class PersonFinder(IStripePersonIdResolver? resolver, StripeLookup lookup, AnalyseStripeOptions options)
{
    public async ValueTask<Person> FindAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var resolved = resolver is null
            ? null
            : await resolver.FindPersonIdAsync(stripeEvent, cancellationToken).ConfigureAwait(false);
        var metadata = MetadataPlaces.In(stripeEvent);
        if (!string.IsNullOrWhiteSpace(resolved))
        {
            return Person.Of(metadata, resolved);
        }

        if (metadata.PersonId is null && ReferenceOf(stripeEvent) is { } reference)
        {
            return Person.Of(metadata, reference);
        }

        if (metadata.PersonId is not null || !MetadataPlaces.IsAboutPayment(stripeEvent) || PaymentId.Of(stripeEvent.DataObject) is not { } paymentId)
        {
            return Person.Of(metadata);
        }

        var asked = await lookup.MetadataOfPaymentAsync(paymentId, stripeEvent.Account, cancellationToken).ConfigureAwait(false);
        return Person.Of(asked.IsIdentified ? asked : metadata);
    }

    private string? ReferenceOf(StripeEvent stripeEvent) =>
        options.ClientReferenceIdIsPersonId && stripeEvent.Type.StartsWith("checkout.session.", StringComparison.Ordinal)
            ? new SessionJson(stripeEvent.DataObject).ClientReferenceId
            : null;
}
