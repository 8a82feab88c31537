namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>The types that an endpoint is sent.</summary>
internal static class Endpoint
{
    private static readonly HashSet<string> _selected =
    [
        "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "checkout.session.expired",
        "payment_intent.succeeded", "invoice.paid", "invoice.payment_failed", "invoice_payment.paid", "charge.succeeded",
        "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted", "customer.created", "customer.updated",
        "credit_note.created", "credit_note.voided", "refund.created", "refund.updated", "refund.failed", "charge.refunded",
        "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated", "charge.dispute.closed",
    ];

    /// <summary>Whether the README says to select the type. Old versions have no type of its own for a refund that fails.</summary>
    public static bool Selects(Webhook webhook, ApiVersion version) =>
        _selected.Contains(webhook.Type) || (!version.SendsRefunds && webhook.Type is "charge.refund.updated");
}
