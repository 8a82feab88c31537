using System.Text.Json;
using Analyse.Events;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The mapping: which of Stripe's events means which of ours, and when. What an event holds is written in the drafts.</summary>
internal static class EventTable
{
    private static readonly string[] _types =
    [
        "checkout.session.", "payment_intent.succeeded", "invoice.paid", "invoice.payment_succeeded", "invoice.payment_failed", "invoice_payment.paid",
        "customer.subscription.", "refund.", "charge.", "credit_note.",
    ];

    /// <summary>The events that the table can make.</summary>
    public static readonly string[] Names =
    [
        EventNames.CheckoutFinished, EventNames.CheckoutCancelled, EventNames.TrialStarted, EventNames.TrialEnded, EventNames.SubscriptionCancelled,
        CustomEvents.InvoicePaid, CustomEvents.InvoicePaymentFailed, CustomEvents.RefundIssued, CustomEvents.RefundFailed,
        CustomEvents.DisputeOpened, CustomEvents.DisputeClosed, CustomEvents.CreditNoteIssued, CustomEvents.RevenueCorrected,
        CustomEvents.SubscriptionChanged, CustomEvents.SubscriptionResumed, CustomEvents.SubscriptionPaused,
        CustomEvents.SubscriptionUnpaused, CustomEvents.SubscriptionPastDue,
    ];

    /// <summary>Whether events of this type can mean anything.</summary>
    public static bool Reads(string type) => _types.Any(start => type.StartsWith(start, StringComparison.Ordinal));

    /// <param name="stripeEvent">The event.</param>
    /// <param name="news">What it says about a payment.</param>
    /// <param name="payment">What is known of the payment.</param>
    /// <param name="subscription">What is known of its subscription.</param>
    /// <param name="offers">Names plans.</param>
    public static IReadOnlyList<EventDraft> DraftsOf(
        StripeEvent stripeEvent, PaymentNews? news, PaymentRecord payment, SubscriptionRecord subscription, OfferReader offers)
    {
        var session = new SessionJson(stripeEvent.DataObject);
        return
        [
            .. news?.Learn(payment) ?? [],
            .. stripeEvent.Type switch
            {
                // A thin event only says that there is something to be asked for.
                _ when stripeEvent.DataObject.ValueKind is not JsonValueKind.Object => Array.Empty<EventDraft>(),
                "checkout.session.async_payment_failed" when session.IsSale => [Checkouts.Cancelled(session, CheckoutCancelledReason.PaymentFailed)],
                "checkout.session.expired" when session.IsSale => [Checkouts.Cancelled(session, CheckoutCancelledReason.UserAbandoned)],
                "invoice.payment_failed" => [Invoices.PaymentFailed(new InvoiceJson(stripeEvent.DataObject), stripeEvent.Created)],
                _ => SubscriptionTable.DraftsOf(stripeEvent, subscription, offers),
            },
        ];
    }
}
