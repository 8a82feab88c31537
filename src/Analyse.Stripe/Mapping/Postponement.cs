using System.Buffers;
using System.Text.Json;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Keeps an event about money that nobody is known for, and makes it when somebody is.</summary>
internal static class Postponement
{
    private const int MaxKept = 20;

    /// <summary>Keeps the event, without a person, unless it is kept already.</summary>
    public static void Postpone(this PaymentRecord record, AnalyseEvent analyseEvent, string fact, DateTimeOffset at)
    {
        if (analyseEvent.IdempotencyKey is not { } key
            || record.Postponed.Count >= MaxKept
            || record.Postponed.Exists(other => other.Name == analyseEvent.Name && other.Key == key))
        {
            return;
        }

        record.Postponed.Add(new Postponed
        {
            Name = analyseEvent.Name,
            Key = key,
            Fact = fact,
            At = at.ToUnixTimeSeconds(),
            Amount = analyseEvent.Amount?.MinorUnits,
            Currency = analyseEvent.Amount?.Currency,
            Billing = (analyseEvent as CheckoutFinished)?.Billing,
            Properties = Written(analyseEvent),
        });
    }

    /// <summary>The events whose person is known now: for a delivery that comes again, the same again.</summary>
    public static bool HasDue(this PaymentRecord record, string cause) => record.Postponed.Exists(one => record.IsDue(one, cause));

    /// <summary>Makes the events that are due. The payment comes first: what is given back counts as far as it has counted.</summary>
    public static IEnumerable<AnalyseEvent> TakeDue(this PaymentRecord record, string cause, LedgerPage page)
    {
        foreach (var one in record.Postponed.OrderBy(static one => one.Fact is not Revenue.Payment).ToArray())
        {
            if (!record.IsDue(one, cause))
            {
                continue;
            }

            one.Cause = cause;
            var analyseEvent = Made(one);
            Joins.AddTo(analyseEvent, page.Complete(IdsIn(one)), account: null);
            var plan = record.Plan ?? one.Text("plan");
            var offer = new Offer(OfferReader.BillingOf(record.BillingInterval ?? one.Text("billing_interval")) ?? Billing.Recurring) { Plan = plan };
            var report = Reporter.Report(record, one.Fact, one.Name, one.Key, offer);
            if (analyseEvent is CheckoutFinished finished)
            {
                finished.Plan = report.Plan;
            }
            else
            {
                analyseEvent.Properties.With("plan", report.Plan).With("billing_interval", report.BillingInterval);
            }

            analyseEvent.Properties.With("revenue", (long?)report.Amount);
            yield return analyseEvent;
        }
    }

    private static bool IsDue(this PaymentRecord record, Postponed one, string cause) => one.Cause is { } known
        ? known == cause
        : one.Fact is Revenue.Payment ? record.ReportedOf(one.Fact) is null
        : record.ReportOf(one.Fact, one.Name, one.Key) is null && !record.IsToldByRefunds(one);

    // Of a charge nothing is left to tell once its refunds are known by themselves.
    private static bool IsToldByRefunds(this PaymentRecord record, Postponed one) =>
        record.Charges.TryGetValue(one.Fact, out var charge) && charge.Told.Values.Sum() <= 0;

    private static AnalyseEvent Made(Postponed one)
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

    private static bool IsTyped(string name) =>
        name is "checkout_id" or "product_id" or "plan" or "items_count" or "coupon" or "order_id" or "subscription_id";

    private static string? Text(this Postponed one, string name) =>
        one.Properties.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static ObjectIds IdsIn(Postponed one)
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

    private static Dictionary<string, JsonElement> Written(AnalyseEvent analyseEvent)
    {
        var properties = new EventProperties();
        foreach (var (name, value) in analyseEvent.Properties.Where(static property => property.Key is not "revenue"))
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
}
