using Analyse.Stripe.Payload;

namespace Analyse.Stripe.People;

/// <summary>Where each kind of event has its metadata.</summary>
internal static class MetadataPlaces
{
    public static Metadata In(StripeEvent stripeEvent) => stripeEvent.Type.StartsWith("invoice.", StringComparison.Ordinal)
        ? new InvoiceJson(stripeEvent.DataObject).Metadata
        : new Metadata(stripeEvent.DataObject.Field("metadata"));

    /// <summary>Whether it is about a payment that it holds the id of.</summary>
    public static bool IsAboutPayment(StripeEvent stripeEvent) =>
        stripeEvent.Type.StartsWith("refund.", StringComparison.Ordinal)
        || stripeEvent.Type.StartsWith("charge.", StringComparison.Ordinal)
        || stripeEvent.Type.StartsWith("invoice_payment.", StringComparison.Ordinal);
}
