using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>checkout.session</c>.</summary>
internal readonly struct SessionJson(JsonElement json)
{
    public string? Id => json.Text("id");

    /// <summary>Whether something is sold: a session of mode <c>setup</c> only stores a card.</summary>
    public bool IsSale => json.Text("mode") is not "setup";

    public bool IsSubscription => json.Text("mode") is { } mode ? mode is "subscription" : SubscriptionId is not null;

    public bool IsSettled => json.Text("payment_status") is "paid" or "no_payment_required";

    public Amount? Total => StripeMoney.Of(json.Number("amount_total"), Currency);

    /// <summary>The tax; a 0 that nobody calculated is none.</summary>
    public long? Tax => json.Field("total_details").Number("amount_tax") is { } tax && (tax != 0 || json.Field("automatic_tax").IsTrue("enabled"))
        ? StripeMoney.MinorUnits(tax, Currency)
        : null;

    /// <summary>What a discount took off; <see langword="null"/> when there was none.</summary>
    public long? Discount =>
        StripeMoney.MinorUnits(json.Field("total_details").Number("amount_discount"), Currency) is > 0 and var discount ? discount : null;

    public string? Coupon => Coupons.In(json);

    public string? PaymentIntentId => json.Id("payment_intent");

    public string? SubscriptionId => json.Id("subscription");

    public string? InvoiceId => json.Id("invoice");

    public string? ClientReferenceId => json.Text("client_reference_id");

    public Metadata Metadata => new(json.Field("metadata"));

    /// <summary>What is bought; never in a webhook, only when the session was read with its items.</summary>
    public IReadOnlyList<JsonElement> LineItems => json.Items("line_items");

    /// <summary>How many pieces are bought; <see langword="null"/> when it is not known, or when only the first of many items are shown.</summary>
    public int? ItemsCount
    {
        get
        {
            var count = LineItems.Sum(static item => Math.Clamp(item.Number("quantity") ?? 1, 0, 1_000_000));
            return count is > 0 and <= int.MaxValue && !json.Field("line_items").IsTrue("has_more") ? (int)count : null;
        }
    }

    public string? Currency => json.Text("currency");
}
