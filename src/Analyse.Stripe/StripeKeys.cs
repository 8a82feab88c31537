using System.Globalization;

namespace Analyse.Stripe;

/// <summary>
/// The <see cref="AnalyseEvent.IdempotencyKey"/> of each fact that a webhook tells of. Give the same key where your own code
/// captures the same event, and it counts once, whoever is first.
/// </summary>
public static class StripeKeys
{
    /// <summary>
    /// The key of <c>checkout_cancelled</c> of a checkout session, and of <c>checkout_finished</c> of one whose mode is
    /// <c>payment</c>; of one that starts a subscription, the key is <see cref="Subscription"/>.
    /// </summary>
    /// <param name="sessionId">The session's id, <c>cs_…</c>.</param>
    /// <returns>The key.</returns>
    public static string CheckoutSession(string sessionId) => Named(sessionId);

    /// <summary>The key of <c>checkout_finished</c> of a payment intent that no session tells of.</summary>
    /// <param name="paymentIntentId">The payment intent's id, <c>pi_…</c>.</param>
    /// <returns>The key.</returns>
    public static string PaymentIntent(string paymentIntentId) => Named(paymentIntentId);

    /// <summary>The key of <c>checkout_finished</c> of a subscription, whichever of Stripe's objects tells of its first payment.</summary>
    /// <param name="subscriptionId">The subscription's id, <c>sub_…</c>.</param>
    /// <returns>The key.</returns>
    public static string Subscription(string subscriptionId) => Named(subscriptionId);

    /// <summary>The key of <c>invoice_paid</c>.</summary>
    /// <param name="invoiceId">The invoice's id, <c>in_…</c>.</param>
    /// <returns>The key.</returns>
    public static string Invoice(string invoiceId) => Named(invoiceId);

    /// <summary>The key of <c>invoice_payment_failed</c>: each failure is a fact of its own, also where two share one <c>attempt_count</c>.</summary>
    /// <param name="invoiceId">The invoice's id, <c>in_…</c>.</param>
    /// <param name="failedAt">When Stripe's event was created; whole seconds count.</param>
    /// <param name="attemptCount">Which attempt it was, <c>attempt_count</c>.</param>
    /// <returns>The key.</returns>
    public static string InvoiceFailure(string invoiceId, DateTimeOffset failedAt, long attemptCount) =>
        $"{Named(invoiceId)}:{Text(failedAt.ToUnixTimeSeconds())}:{Text(attemptCount)}";

    /// <summary>The key of <c>trial_started</c> and <c>trial_ended</c>.</summary>
    /// <param name="subscriptionId">The subscription's id, <c>sub_…</c>.</param>
    /// <param name="trialEnd">When the trial ends, <c>trial_end</c>; whole seconds count.</param>
    /// <returns>The key.</returns>
    public static string Trial(string subscriptionId, DateTimeOffset trialEnd) => $"{Named(subscriptionId)}:{Text(trialEnd.ToUnixTimeSeconds())}";

    /// <summary>The key of <c>subscription_cancelled</c>.</summary>
    /// <param name="subscriptionId">The subscription's id, <c>sub_…</c>.</param>
    /// <param name="canceledAt">When it was cancelled, <c>canceled_at</c>, which is not when it ends; whole seconds count.</param>
    /// <returns>The key.</returns>
    public static string Cancellation(string subscriptionId, DateTimeOffset canceledAt) =>
        $"{Named(subscriptionId)}:{Text(canceledAt.ToUnixTimeSeconds())}";

    /// <summary>The key of <c>refund_issued</c> and <c>refund_failed</c>.</summary>
    /// <param name="refundId">The refund's id, <c>re_…</c>.</param>
    /// <returns>The key.</returns>
    public static string Refund(string refundId) => Named(refundId);

    /// <summary>The key of <c>dispute_opened</c>, and of <c>dispute_closed</c> of the first decision.</summary>
    /// <param name="disputeId">The dispute's id, <c>du_…</c> or <c>dp_…</c>.</param>
    /// <returns>The key.</returns>
    public static string Dispute(string disputeId) => Named(disputeId);

    /// <summary>The key of <c>dispute_closed</c> of a decision that follows another one, such as after an appeal.</summary>
    /// <param name="disputeId">The dispute's id, <c>du_…</c> or <c>dp_…</c>.</param>
    /// <param name="status">The decision, <c>status</c>.</param>
    /// <returns>The key.</returns>
    public static string DisputeDecision(string disputeId, string status) => $"{Named(disputeId)}:{Named(status)}";

    /// <summary>The key of <c>credit_note_issued</c>.</summary>
    /// <param name="creditNoteId">The credit note's id, <c>cn_…</c>.</param>
    /// <returns>The key.</returns>
    public static string CreditNote(string creditNoteId) => Named(creditNoteId);

    internal static string ChargeRefunded(string chargeId, string step) => $"{Named(chargeId)}:{step}";

    internal static string SubscriptionState(string subscriptionId, string state, DateTimeOffset at) =>
        $"{Named(subscriptionId)}:{state}:{Text(at.ToUnixTimeSeconds())}";

    private static string Named(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return id;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
