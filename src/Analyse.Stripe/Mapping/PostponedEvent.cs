using System.Buffers;
using System.Text.Json;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Writes an event into the ledger, without its person, and makes it again.</summary>
internal static class PostponedEvent
{
    /// <summary>The event, as it was.</summary>
    public static AnalyseEvent Made(this Postponed one)
    {
        var amount = one is { Amount: { } sum, Currency: { } currency } ? Amount.Minor(sum, currency) : (Amount?)null;
        var made = one.Billing is { } billing
            ? new CheckoutFinished(billing, amount.GetValueOrDefault())
            {
                Amount = amount,
                CheckoutId = one.Text("checkout_id"),
                ProductId = one.Text("product_id"),
                Coupon = one.Text("coupon"),
                OrderId = one.Text("order_id"),
                SubscriptionId = one.Text("subscription_id"),
                ItemsCount = one.Properties.TryGetValue("items_count", out var count) && count.TryGetInt32(out var items) ? items : null,
            }
            : new AnalyseEvent(one.Name) { Amount = amount };
        made.IdempotencyKey = one.Key;
        made.Timestamp = DateTimeOffset.FromUnixTimeSeconds(one.At);
        foreach (var (name, value) in one.Properties.Where(property => one.Billing is null || !IsTyped(property.Key)))
        {
            made.Properties[name] = value;
        }

        return made;
    }

    public static string? Text(this Postponed one, string name) =>
        one.Properties.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>The ids of Stripe's that it names.</summary>
    public static ObjectIds Ids(this Postponed one)
    {
        var order = one.Text("order_id");
        return new ObjectIds
        {
            Customer = one.Text("customer_id"),
            Subscription = one.Text("subscription_id"),
            Invoice = one.Text("invoice_id"),
            Session = one.Text("checkout_session_id"),
            PaymentIntent = order?.StartsWith("pi_", StringComparison.Ordinal) is true ? order : null,
            Charge = one.Text("charge_id"),
        };
    }

    /// <summary>What an event says beside its name, its amount and its person.</summary>
    public static Dictionary<string, JsonElement> PropertiesOf(AnalyseEvent analyseEvent)
    {
        var properties = new EventProperties();
        foreach (var (name, value) in analyseEvent.Properties.Where(static property => property.Key is not (RevenueProperties.Revenue or RevenueProperties.PaymentKnown)))
        {
            properties[name] = value;
        }

        if (analyseEvent is CheckoutFinished finished)
        {
            properties
                .With("checkout_id", finished.CheckoutId)
                .With("product_id", finished.ProductId)
                .With("plan", finished.Plan)
                .With("items_count", (long?)finished.ItemsCount)
                .With("coupon", finished.Coupon)
                .With("order_id", finished.OrderId)
                .With("subscription_id", finished.SubscriptionId);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            properties.TryWriteEntriesTo(writer, limit: long.MaxValue);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.EnumerateObject().ToDictionary(static property => property.Name, static property => property.Value.Clone());
    }

    private static bool IsTyped(string name) =>
        name is "checkout_id" or "product_id" or "plan" or "items_count" or "coupon" or "order_id" or "subscription_id";
}
