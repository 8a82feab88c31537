using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a checkout.</summary>
internal static class Checkouts
{
    public static EventDraft Finished(SessionJson session) => offer =>
    {
        var finished = Finished(offer, session.Total, session.Tax);
        finished.CheckoutId = CheckoutIdOf(session);
        finished.SubscriptionId = session.SubscriptionId;
        finished.OrderId = session.PaymentIntentId;
        finished.IdempotencyKey = session.Id is { } id ? StripeKeys.CheckoutSession(id) : null;
        finished.Properties.With("checkout_session_id", session.Id).With("invoice_id", session.InvoiceId);
        return finished;
    };

    public static EventDraft Finished(PaymentIntentJson payment) => offer =>
    {
        var finished = Finished(offer, payment.Received, payment.Tax);
        finished.CheckoutId = payment.Metadata.CheckoutId ?? payment.Id;
        finished.OrderId = payment.Id;
        finished.IdempotencyKey = payment.Id is { } id ? StripeKeys.PaymentIntent(id) : null;
        return finished;
    };

    public static EventDraft Finished(InvoiceJson invoice) => offer =>
    {
        var finished = Finished(offer, invoice.Paid, invoice.Tax);
        finished.CheckoutId = invoice.Metadata.CheckoutId ?? invoice.SubscriptionId;
        finished.SubscriptionId = invoice.SubscriptionId;
        finished.IdempotencyKey = invoice.Id is { } id ? StripeKeys.Invoice(id) : null;
        finished.Properties.With("invoice_id", invoice.Id);
        return finished;
    };

    public static EventDraft Cancelled(SessionJson session, CheckoutCancelledReason reason) => offer =>
        new CheckoutCancelled(offer.Billing)
        {
            CheckoutId = CheckoutIdOf(session),
            Plan = offer.Plan,
            ProductId = offer.ProductId,
            ItemsCount = offer.ItemsCount,
            Amount = session.Total,
            Reason = reason,
            IdempotencyKey = session.Id is { } id ? StripeKeys.CheckoutSession(id) : null,
            Properties = offer.Properties().With("checkout_session_id", session.Id),
        };

    private static CheckoutFinished Finished(Offer offer, Amount? amount, long? tax) =>
        new(offer.Billing, amount.GetValueOrDefault())
        {
            // A sum that the payload does not have is left out; the event is worth having without it.
            Amount = amount,
            Plan = offer.Plan,
            ProductId = offer.ProductId,
            ItemsCount = offer.ItemsCount,
            Properties = offer.Properties().With("tax", tax),
        };

    private static string? CheckoutIdOf(SessionJson session) => session.Metadata.CheckoutId ?? session.Id;
}
