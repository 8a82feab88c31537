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

    public string Id { get; } = NewId("cs_test");

    /// <summary>The event that its end makes: the same for each time it is sent.</summary>
    public string EventId { get; } = NewId("evt");

    public SessionCreateOptions Options => options;

    public bool IsOpen => Volatile.Read(ref _status) is Open;

    public bool IsPaid => Volatile.Read(ref _status) is Complete;

    public bool IsSubscription => options.Mode is "subscription";

    /// <summary>What is bought. Stripe has a catalogue of its own; here the shop's stands in for it.</summary>
    public string Name => Offers.All.FirstOrDefault(offer => offer.ProductId == Price.Product && offer.Interval == Interval)?.Name ?? Price.Product;

    public string? Interval => Price.Recurring?.Interval;

    public Money Total => new(Currency is "JPY" ? TotalMinor : TotalMinor / 100m, Currency);

    private SessionLineItemPriceDataOptions Price => options.LineItems[0].PriceData;

    private string Currency => Price.Currency.ToUpperInvariant();

    private long TotalMinor => options.LineItems.Sum(item => (item.PriceData.UnitAmount ?? 0) * (item.Quantity ?? 1));

    // What a payment makes; known from the start, shown once it is paid.
    private string OutcomeId { get; } = NewId(options.Mode is "subscription" ? "sub" : "pi");

    private string InvoiceId { get; } = NewId("in");

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
            ["amount_total"] = TotalMinor,
            ["cancel_url"] = options.CancelUrl,
            ["client_reference_id"] = options.ClientReferenceId,
            ["created"] = created.ToUnixTimeSeconds(),
            ["currency"] = Price.Currency,
            ["invoice"] = IsPaid && IsSubscription ? InvoiceId : null,
            ["livemode"] = false,
            ["metadata"] = new JsonObject((options.Metadata ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["mode"] = options.Mode,
            ["payment_intent"] = IsPaid && !IsSubscription ? OutcomeId : null,
            ["payment_status"] = IsPaid ? "paid" : "unpaid",
            ["status"] = Volatile.Read(ref _status),
            ["subscription"] = IsPaid && IsSubscription ? OutcomeId : null,
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

    private static JsonObject ToJson(SessionLineItemOptions item) => new()
    {
        ["object"] = "item",
        ["quantity"] = item.Quantity ?? 1,
        ["price"] = new JsonObject
        {
            ["id"] = $"price_{item.PriceData.Product}",
            ["object"] = "price",
            ["currency"] = item.PriceData.Currency,
            ["product"] = item.PriceData.Product,
            ["recurring"] = item.PriceData.Recurring is { Interval: { } interval }
                ? new JsonObject { ["interval"] = interval, ["interval_count"] = 1 }
                : null,
            ["type"] = item.PriceData.Recurring is null ? "one_time" : "recurring",
            ["unit_amount"] = item.PriceData.UnitAmount,
        },
    };

    private static string NewId(string prefix) => $"{prefix}_{Guid.CreateVersion7():n}";

    private bool TryLeaveOpen(string next) => Interlocked.CompareExchange(ref _status, next, Open) is Open;
}
