using System.Text.Json.Nodes;
using Storefront.Pricing;
using Stripe.Checkout;

namespace Storefront.SimulatedStripe;

/// <summary>A checkout session as Stripe would keep it. It is paid or expires once, whoever is first.</summary>
internal sealed class SimulatedSession(SessionCreateOptions options, DateTimeOffset created)
{
    private const string Open = "open";
    private const string Complete = "complete";
    private const string Expired = "expired";

    private string _status = Open;

    public string Id { get; } = StripeId.New("cs_test");

    /// <summary>What a payment makes; known from the start, shown once it is paid.</summary>
    public string IntentId { get; } = StripeId.New("pi");

    public string SubscriptionId { get; } = StripeId.New("sub");

    public string InvoiceId { get; } = StripeId.New("in");

    public SessionCreateOptions Options => options;

    public bool IsOpen => Volatile.Read(ref _status) is Open;

    public bool IsPaid => Volatile.Read(ref _status) is Complete;

    public bool IsSubscription => options.Mode is "subscription";

    /// <summary>What is bought. Stripe has a catalogue of its own; here the shop's stands in for it.</summary>
    public string Name => Offers.All.FirstOrDefault(offer => offer.ProductId == Price.Product && offer.Interval == Interval)?.Name ?? Price.Product;

    public string? Interval => Price.Recurring?.Interval;

    public Money Total => new Money(0, Currency).InMinorUnits(options.LineItems.Sum(item => (item.PriceData.UnitAmount ?? 0) * (item.Quantity ?? 1)));

    public string ProductId => Price.Product;

    public string PriceId => PriceIdOf(Price);

    private SessionLineItemPriceDataOptions Price => options.LineItems[0].PriceData;

    private string Currency => Price.Currency.ToUpperInvariant();

    /// <summary>True for the one call that changes an open session to a paid one.</summary>
    public bool TryPay() => TryLeaveOpen(Complete);

    /// <summary>True for the one call that changes an open session to an expired one.</summary>
    public bool TryExpire() => TryLeaveOpen(Expired);

    /// <summary>The object as Stripe's API and its webhooks give it; only the API adds the line items, when it is asked to.</summary>
    public JsonObject ToJson(bool withItems = false)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "checkout.session",
            ["amount_total"] = Total.MinorUnits,
            ["cancel_url"] = options.CancelUrl,
            ["client_reference_id"] = options.ClientReferenceId,
            ["created"] = created.ToUnixTimeSeconds(),
            ["currency"] = Price.Currency,
            ["invoice"] = IsPaid && IsSubscription ? InvoiceId : null,
            ["livemode"] = false,
            ["metadata"] = ToJson(options.Metadata),
            ["mode"] = options.Mode,
            ["payment_intent"] = IsPaid && !IsSubscription ? IntentId : null,
            ["payment_status"] = IsPaid ? "paid" : "unpaid",
            ["status"] = Volatile.Read(ref _status),
            ["subscription"] = IsPaid && IsSubscription ? SubscriptionId : null,
            ["success_url"] = options.SuccessUrl,
            ["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = 0 },
            ["url"] = IsOpen ? new Uri(new Uri(options.SuccessUrl), SimulatedStripeEndpoints.PathOf(Id)).ToString() : null,
        };
        if (withItems)
        {
            json["line_items"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. options.LineItems.Select(ToJson)]) };
        }

        return json;
    }

    public JsonObject PriceToJson() => ToJson(Price);

    /// <summary>What the shop wrote for the subscription, or the payment, that comes of the session.</summary>
    public JsonObject OutcomeMetadata() => ToJson(IsSubscription ? options.SubscriptionData?.Metadata : options.PaymentIntentData?.Metadata);

    private static string PriceIdOf(SessionLineItemPriceDataOptions price) => $"price_{price.Product}_{price.Currency}_{price.Recurring?.Interval ?? "once"}_{price.UnitAmount}";

    private static JsonObject ToJson(Dictionary<string, string>? metadata) =>
        new((metadata ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static JsonObject ToJson(SessionLineItemOptions item) => new()
    {
        ["object"] = "item",
        ["quantity"] = item.Quantity ?? 1,
        ["price"] = ToJson(item.PriceData),
    };

    private static JsonObject ToJson(SessionLineItemPriceDataOptions price) => new()
    {
        ["id"] = PriceIdOf(price),
        ["object"] = "price",
        ["currency"] = price.Currency,
        ["product"] = price.Product,
        ["recurring"] = price.Recurring is { Interval: { } interval } ? new JsonObject { ["interval"] = interval, ["interval_count"] = 1 } : null,
        ["type"] = price.Recurring is null ? "one_time" : "recurring",
        ["unit_amount"] = price.UnitAmount,
    };

    private bool TryLeaveOpen(string next) => Interlocked.CompareExchange(ref _status, next, Open) is Open;
}
