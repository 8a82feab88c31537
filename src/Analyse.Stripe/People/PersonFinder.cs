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

        return metadata.IsIdentified ? Person.Of(metadata) : Person.Of(await AskAsync(stripeEvent, cancellationToken).ConfigureAwait(false));
    }

    private string? ReferenceOf(StripeEvent stripeEvent) =>
        options.ClientReferenceIdIsPersonId && stripeEvent.Type.StartsWith("checkout.session.", StringComparison.Ordinal)
            ? new SessionJson(stripeEvent.DataObject).ClientReferenceId
            : null;

    /// <summary>A refund and a dispute have the payment's id alone. A subscription's payment says nothing, but its invoice does.</summary>
    private async ValueTask<Metadata> AskAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (PaymentId.Of(stripeEvent.DataObject) is not { } paymentId || !MetadataPlaces.IsAboutPayment(stripeEvent))
        {
            return default;
        }

        var payment = await lookup.PaymentAsync(paymentId, cancellationToken).ConfigureAwait(false);
        var metadata = new PaymentIntentJson(payment).Metadata;
        return metadata.IsIdentified
            ? metadata
            : new InvoiceJson(await lookup.InvoiceOfPaymentAsync(paymentId, cancellationToken).ConfigureAwait(false)).Metadata;
    }
}
