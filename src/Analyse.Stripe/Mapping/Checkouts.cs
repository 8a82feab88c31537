using Analyse.Events;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a checkout.</summary>
internal static class Checkouts
{
    public static EventDraft Finished(SessionJson session, string? key) => Draft(key, offer =>
    {
        var finished = Finished(offer, session.Total, session.Tax);
        finished.CheckoutId = CheckoutIdOf(session);
        finished.SubscriptionId = session.SubscriptionId;
        finished.OrderId = session.PaymentIntentId;
        finished.Properties
            .With("checkout_session_id", session.Id)
            .With("invoice_id", session.InvoiceId)
            .With("discount", session.Discount)
            .With("coupon", session.Coupon);
        return finished;
    });

    public static EventDraft Finished(PaymentIntentJson payment, string? key) => Draft(key, needsPerson: true, make: offer =>
    {
        var finished = Finished(offer, payment.Received, payment.Tax);
        finished.CheckoutId = payment.Metadata.CheckoutId ?? payment.Id;
        finished.OrderId = payment.Id;
        return finished;
    });

    public static EventDraft Finished(InvoiceJson invoice, string? key) => Draft(key, needsPerson: true, make: offer =>
    {
        var finished = Finished(offer, invoice.Paid, invoice.Tax);
        finished.CheckoutId = invoice.Metadata.CheckoutId ?? invoice.SubscriptionId;
        finished.SubscriptionId = invoice.SubscriptionId;
        finished.Properties
            .With("invoice_id", invoice.Id)
            .With("discount", invoice.Discount)
            .With("coupon", invoice.Coupon)
            .With("paid_out_of_band", invoice.IsPaidOutOfBand);
        return finished;
    });

    public static EventDraft Cancelled(SessionJson session, CheckoutCancelledReason reason) => new(
        EventNames.CheckoutCancelled,
        session.Id,
        offer => new CheckoutCancelled(offer.Billing)
        {
            CheckoutId = CheckoutIdOf(session),
            Plan = offer.Plan,
            ProductId = offer.ProductId,
            ItemsCount = offer.ItemsCount,
            Amount = session.Total,
            Reason = reason,
            Properties = offer.Properties().With("checkout_session_id", session.Id),
        });

    private static EventDraft Draft(string? key, Func<Offer, AnalyseEvent> make, bool needsPerson = false) =>
        new(EventNames.CheckoutFinished, key, make) { Fact = Revenue.Payment, NeedsPerson = needsPerson };

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
