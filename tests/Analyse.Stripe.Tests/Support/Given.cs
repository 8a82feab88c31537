using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Support;

/// <summary>Objects in a usual state, of a known person: the fixtures say everything at once, such as a trial and an end.</summary>
internal static class Given
{
    public const string PaymentIntentId = "pi_1PgafyB7WZ01zgkWSjxsAJo3";
    public const string SubscriptionId = "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw";
    public const string InvoiceId = "in_1Pgc6tB7WZ01zgkWu9fdqL6I";

    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        json[name] = value;
        return json;
    }

    /// <summary>A session of mode <c>payment</c>: 49.00 USD, paid.</summary>
    public static JsonObject Session() => StripeObjects.Session()
        .With("payment_status", "paid")
        .With("status", "complete")
        .With("amount_total", 4900)
        .With("currency", "usd")
        .With("total_details", null)
        .With("metadata", ByPerson());

    public static JsonObject SubscriptionSession() => Session()
        .With("mode", "subscription")
        .With("payment_intent", null)
        .With("subscription", SubscriptionId)
        .With("invoice", InvoiceId);

    /// <summary>A subscription of 20.00 USD a month that is active, and goes on.</summary>
    public static JsonObject Subscription() => StripeObjects.Subscription()
        .With("status", "active")
        .With("trial_start", null)
        .With("trial_end", null)
        .With("cancel_at", null)
        .With("cancel_at_period_end", false)
        .With("canceled_at", null)
        .With("ended_at", null)
        .With("metadata", ByPerson());

    /// <summary>A paid renewal of 20.00 USD, at the places of the newest version of the API.</summary>
    public static JsonObject Invoice() => StripeObjects.Invoice()
        .With("billing_reason", "subscription_cycle")
        .With("status", "paid")
        .With("amount_due", 2000)
        .With("amount_paid", 2000)
        .With("attempt_count", 1)
        .With("parent", new JsonObject
        {
            ["type"] = "subscription_details",
            ["subscription_details"] = new JsonObject { ["metadata"] = ByPerson(), ["subscription"] = SubscriptionId },
        })
        .With("lines", Lines(Line(2000, StripeObjects.Price())));

    public static JsonObject Line(long amount, JsonObject price) =>
        new() { ["object"] = "line_item", ["amount"] = amount, ["metadata"] = new JsonObject(), ["price"] = price };

    public static JsonObject Lines(params JsonNode[] lines) => new() { ["object"] = "list", ["data"] = new JsonArray(lines), ["has_more"] = false };

    public static JsonObject PaymentIntent() => new()
    {
        ["id"] = PaymentIntentId,
        ["object"] = "payment_intent",
        ["amount"] = 5000,
        ["amount_received"] = 4900,
        ["currency"] = "usd",
        ["status"] = "succeeded",
        ["metadata"] = ByPerson().With("analyse_flow", "elements"),
    };

    public static JsonObject Refund(string id = "re_1", long amount = 1000) => new()
    {
        ["id"] = id,
        ["object"] = "refund",
        ["amount"] = amount,
        ["charge"] = "ch_1",
        ["currency"] = "usd",
        ["metadata"] = ByPerson(),
        ["payment_intent"] = PaymentIntentId,
        ["reason"] = "requested_by_customer",
        ["status"] = "succeeded",
    };

    public static JsonObject Dispute(string status = "needs_response") => new()
    {
        ["id"] = "du_1",
        ["object"] = "dispute",
        ["amount"] = 4900,
        ["charge"] = "ch_1",
        ["currency"] = "usd",
        ["metadata"] = ByPerson(),
        ["payment_intent"] = PaymentIntentId,
        ["reason"] = "fraudulent",
        ["status"] = status,
    };

    public static JsonObject ByPerson() => new() { ["analyse_person_id"] = Some.Person };

    public static JsonObject Price(string id, long? unitAmount = 2000, string? lookupKey = null, string interval = "month", long count = 1) =>
        StripeObjects.Price()
            .With("id", id)
            .With("unit_amount", unitAmount)
            .With("transform_quantity", null)
            .With("lookup_key", lookupKey)
            .With("recurring", new JsonObject { ["interval"] = interval, ["interval_count"] = count, ["usage_type"] = "licensed" });

    /// <summary>The list of a subscription's items, each of another price.</summary>
    public static JsonObject Items(params (JsonObject Price, long Quantity)[] items) => Lines([.. items.Select(item => new JsonObject
    {
        ["object"] = "subscription_item",
        ["price"] = item.Price.DeepClone(),
        ["quantity"] = item.Quantity,
        ["current_period_start"] = Some.Now.ToUnixTimeSeconds(),
        ["current_period_end"] = Some.Now.AddDays(31).ToUnixTimeSeconds(),
    })]);

    public static JsonNode Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
