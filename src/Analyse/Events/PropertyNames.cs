using System.Text.Json;

namespace Analyse.Events;

/// <summary>The properties of the standard events on the wire.</summary>
internal static class PropertyNames
{
    public static readonly JsonEncodedText Amount = JsonEncodedText.Encode("amount");
    public static readonly JsonEncodedText BillingInterval = JsonEncodedText.Encode("billing_interval");
    public static readonly JsonEncodedText CheckoutId = JsonEncodedText.Encode("checkout_id");
    public static readonly JsonEncodedText ContentId = JsonEncodedText.Encode("content_id");
    public static readonly JsonEncodedText ContentTouchpointCount = JsonEncodedText.Encode("content_touchpoint_count");
    public static readonly JsonEncodedText ContentType = JsonEncodedText.Encode("content_type");
    public static readonly JsonEncodedText Converted = JsonEncodedText.Encode("converted");
    public static readonly JsonEncodedText Coupon = JsonEncodedText.Encode("coupon");
    public static readonly JsonEncodedText Currency = JsonEncodedText.Encode("currency");
    public static readonly JsonEncodedText EffectiveAt = JsonEncodedText.Encode("effective_at");
    public static readonly JsonEncodedText ItemsCount = JsonEncodedText.Encode("items_count");
    public static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");
    public static readonly JsonEncodedText OrderId = JsonEncodedText.Encode("order_id");
    public static readonly JsonEncodedText PaymentType = JsonEncodedText.Encode("payment_type");
    public static readonly JsonEncodedText Plan = JsonEncodedText.Encode("plan");
    public static readonly JsonEncodedText ProductId = JsonEncodedText.Encode("product_id");
    public static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    public static readonly JsonEncodedText Step = JsonEncodedText.Encode("step");
    public static readonly JsonEncodedText SubscriptionId = JsonEncodedText.Encode("subscription_id");
    public static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
    public static readonly JsonEncodedText TrialDays = JsonEncodedText.Encode("trial_days");
}
