using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;

namespace Analyse.Stripe.Tests.Money;

/// <summary>What Stripe tells of one payment of 49.00 USD; only its session names the person.</summary>
internal static class Paid
{
    public const string Intent = "pi_1";
    public const string Charge = "ch_1";

    public static string Session(string id = "1", DateTimeOffset? at = null) => StripeEvents.Of(
        "checkout.session.completed",
        Given.Session().With("id", $"cs_{id}").With("payment_intent", $"pi_{id}").With("customer", null),
        created: at);

    public static JsonObject Refund(string id = "re_1", long amount = 1000, string payment = "1") => Given.Refund(id, amount)
        .With("payment_intent", $"pi_{payment}")
        .With("charge", $"ch_{payment}")
        .With("balance_transaction", $"txn_{id}")
        .With("metadata", new JsonObject());

    public static JsonObject Dispute(string status, string payment = "1", params long[] movements) => Given.Dispute(status)
        .With("id", $"du_{payment}")
        .With("payment_intent", $"pi_{payment}")
        .With("charge", $"ch_{payment}")
        .With("metadata", new JsonObject())
        .With("balance_transactions", new JsonArray([.. movements.Select((amount, i) => (JsonNode)new JsonObject
        {
            ["id"] = $"txn_{payment}_{i}", ["object"] = "balance_transaction", ["amount"] = amount, ["currency"] = "usd", ["fee"] = 1500,
        })]));

    private static JsonObject Refunded(long total) => new()
    {
        ["id"] = Charge,
        ["object"] = "charge",
        ["amount"] = 4900,
        ["amount_refunded"] = total,
        ["captured"] = true,
        ["currency"] = "usd",
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = Intent,
    };

    public static string ChargeRefunded(long total, long before, DateTimeOffset? at = null) => StripeEvents.Of(
        "charge.refunded", Refunded(total), new JsonObject { ["amount_refunded"] = before }, at);

    public static long Revenue(this AnalyseRecorder recorder) => recorder.Events
        .Where(static recorded => recorded.Properties.TryGetProperty("revenue", out _))
        .Sum(static recorded => recorded.Properties.GetProperty("revenue").GetInt64());
}
