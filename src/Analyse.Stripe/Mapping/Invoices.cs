using Analyse.Events;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of the invoices that follow the first one.</summary>
internal static class Invoices
{
    public static EventDraft Paid(InvoiceJson invoice) => offer => Of(
        CustomEvents.InvoicePaid, invoice, offer, invoice.Paid, invoice.Id is { } id ? StripeKeys.Invoice(id) : null);

    public static EventDraft PaymentFailed(InvoiceJson invoice) => offer =>
    {
        var key = invoice.Id is { } id ? StripeKeys.InvoiceAttempt(id, invoice.AttemptCount ?? 0) : null;
        var failed = Of(CustomEvents.InvoicePaymentFailed, invoice, offer, invoice.Due, key);
        failed.Properties.With("attempt_count", invoice.AttemptCount);
        return failed;
    };

    private static AnalyseEvent Of(string name, InvoiceJson invoice, Offer offer, Amount? amount, string? key) => new(name)
    {
        Amount = amount,
        IdempotencyKey = key,
        Properties = offer.Properties()
            .With("plan", offer.Plan)
            .With("billing_interval", BillingIntervals.Of(offer.Billing))
            .With("billing_reason", invoice.BillingReason)
            .With("subscription_id", invoice.SubscriptionId)
            .With("invoice_id", invoice.Id)
            .With("tax", invoice.Tax),
    };
}
