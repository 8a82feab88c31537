using System.Text.Json;
using Analyse.Events;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The mapping: which of Stripe's events means which of ours, and when. What an event holds is written in the drafts.</summary>
internal static class EventTable
{
    /// <summary>The events that the table can make.</summary>
    public static readonly string[] Names =
    [
        EventNames.CheckoutFinished, EventNames.CheckoutCancelled, EventNames.TrialStarted, EventNames.TrialEnded, EventNames.SubscriptionCancelled,
        CustomEvents.InvoicePaid, CustomEvents.InvoicePaymentFailed, CustomEvents.RefundIssued,
        CustomEvents.DisputeOpened, CustomEvents.DisputeClosed,
        CustomEvents.SubscriptionChanged, CustomEvents.SubscriptionResumed,
    ];

    public static IReadOnlyList<EventDraft> DraftsOf(StripeEvent stripeEvent, OfferReader offers)
    {
        var session = new SessionJson(stripeEvent.DataObject);
        var payment = new PaymentIntentJson(stripeEvent.DataObject);
        var invoice = new InvoiceJson(stripeEvent.DataObject);
        var change = new SubscriptionChange(stripeEvent);
        var subscription = change.After;
        var refund = new RefundJson(stripeEvent.DataObject);
        var dispute = new DisputeJson(stripeEvent.DataObject);

        return stripeEvent.Type switch
        {
            // A thin event only says that there is something to be asked for.
            _ when stripeEvent.DataObject.ValueKind is not JsonValueKind.Object => [],

            // A delayed method is not paid yet when the session completes; its outcome follows.
            "checkout.session.completed" when session is { IsSale: true, IsSettled: true } => [Checkouts.Finished(session)],
            "checkout.session.async_payment_succeeded" when session.IsSale => [Checkouts.Finished(session)],
            "checkout.session.async_payment_failed" when session.IsSale => [Checkouts.Cancelled(session, CheckoutCancelledReason.PaymentFailed)],
            "checkout.session.expired" when session.IsSale => [Checkouts.Cancelled(session, CheckoutCancelledReason.UserAbandoned)],
            "payment_intent.succeeded" when payment.Metadata.IsElements => [Checkouts.Finished(payment)],
            "invoice.paid" when invoice is { IsFirst: true, IsElements: true } => [Checkouts.Finished(invoice)],

            "invoice.paid" when invoice is { IsFirst: false, IsReceipt: false, Paid.MinorUnits: > 0 } => [Invoices.Paid(invoice)],
            "invoice.payment_failed" => [Invoices.PaymentFailed(invoice)],

            "customer.subscription.created" when subscription.Status is "trialing" => [Trials.Started(subscription)],
            "customer.subscription.updated" =>
            [
                .. When(change.LeftTrialFor("active"), Trials.Converted(subscription)),
                .. When(change.LeftTrialFor("paused", "unpaid", "past_due", "incomplete_expired"), Trials.Expired(subscription)),
                .. When(change.HasNewItems, Subscriptions.Changed(change, offers)),
                .. When(change.EndWasSet, Subscriptions.CancelledFor(subscription, subscription.EndSetFor)),
                .. When(change.EndWasTakenBack, Subscriptions.Resumed(subscription)),
            ],
            "customer.subscription.deleted" =>
            [
                .. When(subscription.EndedInTrial, Trials.Cancelled(subscription)),
                .. When(!subscription.WasAnnounced, Subscriptions.CancelledFor(subscription, subscription.EndedAt)),
            ],

            "refund.created" => [Refunds.Issued(refund)],
            "charge.dispute.created" => [Disputes.Told(CustomEvents.DisputeOpened, dispute)],
            "charge.dispute.closed" => [Disputes.Told(CustomEvents.DisputeClosed, dispute)],

            _ => [],
        };
    }

    private static EventDraft[] When(bool condition, EventDraft draft) => condition ? [draft] : [];
}
