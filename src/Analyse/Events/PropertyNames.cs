namespace Analyse.Events;

/// <summary>The properties of the standard events on the wire.</summary>
internal static class PropertyNames
{
    public static readonly WireName Amount = new("amount");
    public static readonly WireName BillingInterval = new("billing_interval");
    public static readonly WireName CheckoutId = new("checkout_id");
    public static readonly WireName ContentId = new("content_id");
    public static readonly WireName ContentTouchpointCount = new("content_touchpoint_count");
    public static readonly WireName ContentType = new("content_type");
    public static readonly WireName Converted = new("converted");
    public static readonly WireName Coupon = new("coupon");
    public static readonly WireName Currency = new("currency");
    public static readonly WireName EffectiveAt = new("effective_at");
    public static readonly WireName ItemsCount = new("items_count");
    public static readonly WireName Method = new("method");
    public static readonly WireName OrderId = new("order_id");
    public static readonly WireName PaymentType = new("payment_type");
    public static readonly WireName Plan = new("plan");
    public static readonly WireName ProductId = new("product_id");
    public static readonly WireName Reason = new("reason");
    public static readonly WireName Step = new("step");
    public static readonly WireName SubscriptionId = new("subscription_id");
    public static readonly WireName Title = new("title");
    public static readonly WireName TrialDays = new("trial_days");
}
