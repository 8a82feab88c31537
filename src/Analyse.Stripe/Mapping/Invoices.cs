using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of the invoices that follow the first one.</summary>
internal static class Invoices
{
    public static EventDraft Paid(InvoiceJson invoice) => new(CustomEvents.InvoicePaid, invoice.Id, offer => Of(
        CustomEvents.InvoicePaid, invoice, offer, invoice.Paid))
    {
        Fact = Revenue.Payment,
    };

    /// <summary>A part that is paid before the rest.</summary>
    public static EventDraft PartPaid(InvoicePaymentJson payment, string? invoiceId) => new(CustomEvents.InvoicePaid, payment.Id, _ =>
        new AnalyseEvent(CustomEvents.InvoicePaid)
        {
            Amount = payment.Paid,
            Properties = new EventProperties().With("invoice_id", invoiceId).With("invoice_payment_id", payment.Id).With("is_part", true),
        })
    {
        Fact = Revenue.Payment,
        NeedsPerson = true,
    };

    /// <summary>Each failure is one of its own: the number of attempts does not count those that the team makes by hand.</summary>
    public static EventDraft PaymentFailed(InvoiceJson invoice, DateTimeOffset? at) => new(
        CustomEvents.InvoicePaymentFailed,
        invoice.Id is { } id ? StripeKeys.InvoiceFailure(id, at ?? DateTimeOffset.UnixEpoch, invoice.AttemptCount ?? 0) : null,
        offer =>
        {
            var failed = Of(CustomEvents.InvoicePaymentFailed, invoice, offer, invoice.Owed);
            failed.Properties.With("attempt_count", invoice.AttemptCount);
            return failed;
        });

    private static AnalyseEvent Of(string name, InvoiceJson invoice, Offer offer, Amount? amount) => new(name)
    {
        Amount = amount,
        Properties = offer.Properties()
            .With("plan", offer.Plan)
            .With("billing_reason", invoice.BillingReason)
            .With("subscription_id", invoice.SubscriptionId)
            .With("invoice_id", invoice.Id)
            .With("tax", invoice.Tax)
            .With("discount", invoice.Discount)
            .With("coupon", invoice.Coupon)
            .With("paid_out_of_band", invoice.IsPaidOutOfBand),
    };
}
