using System.Text.Json.Nodes;

namespace Storefront.SimulatedStripe;

/// <summary>A refund as Stripe keeps it. The customer's bank may send the money back days later: then it has failed.</summary>
internal sealed class SimulatedRefund(long amount, SimulatedPayment payment, DateTimeOffset created)
{
    private readonly string _id = StripeId.New("re");
    private readonly string _transactionId = StripeId.New("txn");

    public long Amount => amount;

    public bool HasFailed { get; private set; }

    public IReadOnlyList<StripeChange> Create() => [new("refund.created", ToJson())];

    public IReadOnlyList<StripeChange> Fail()
    {
        HasFailed = true;
        return [new("refund.updated", ToJson(), new JsonObject { ["status"] = "succeeded" }), new("refund.failed", ToJson())];
    }

    // As at Stripe, neither metadata nor the customer: they are the payment's.
    private JsonObject ToJson() => new()
    {
        ["id"] = _id,
        ["object"] = "refund",
        ["amount"] = amount,
        ["balance_transaction"] = _transactionId,
        ["charge"] = payment.ChargeId,
        ["created"] = created.ToUnixTimeSeconds(),
        ["currency"] = payment.Currency,
        ["failure_reason"] = HasFailed ? "lost_or_stolen_card" : null,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = payment.IntentId,
        ["reason"] = "requested_by_customer",
        ["status"] = HasFailed ? "failed" : "succeeded",
    };
}
