namespace Analyse.Stripe.Mapping;

/// <summary>The names of the custom events, so that revenue is not gross for ever.</summary>
internal static class CustomEvents
{
    public const string InvoicePaid = "invoice_paid";
    public const string InvoicePaymentFailed = "invoice_payment_failed";
    public const string RefundIssued = "refund_issued";
    public const string DisputeOpened = "dispute_opened";
    public const string DisputeClosed = "dispute_closed";
    public const string SubscriptionChanged = "subscription_changed";
    public const string SubscriptionResumed = "subscription_resumed";
}
