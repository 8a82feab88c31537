namespace Analyse.Stripe.Mapping;

/// <summary>The names of the custom events.</summary>
internal static class CustomEvents
{
    public const string InvoicePaid = "invoice_paid";
    public const string InvoicePaymentFailed = "invoice_payment_failed";
    public const string RefundIssued = "refund_issued";
    public const string RefundFailed = "refund_failed";
    public const string DisputeOpened = "dispute_opened";
    public const string DisputeClosed = "dispute_closed";
    public const string CreditNoteIssued = "credit_note_issued";
    public const string RevenueCorrected = "revenue_corrected";
    public const string SubscriptionChanged = "subscription_changed";
    public const string SubscriptionResumed = "subscription_resumed";
    public const string SubscriptionPaused = "subscription_paused";
    public const string SubscriptionUnpaused = "subscription_unpaused";
    public const string SubscriptionPastDue = "subscription_past_due";
}
