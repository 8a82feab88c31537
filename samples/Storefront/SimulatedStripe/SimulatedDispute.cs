using System.Text.Json.Nodes;

namespace Storefront.SimulatedStripe;

/// <summary>A dispute as Stripe keeps it. Its money is taken when it opens, and comes back when the shop wins, even after it had lost.</summary>
internal sealed class SimulatedDispute(long amount, SimulatedPayment payment, DateTimeOffset created)
{
    private const long Fee = 1_500;
    private const string Open = "needs_response";
    private const string Won = "won";
    private const string Lost = "lost";

    private readonly string _id = StripeId.New("du");
    private readonly JsonArray _transactions = [];
    private string _status = Open;

    public bool IsOpen => _status is Open;

    public bool IsWon => _status is Won;

    /// <summary>What is gone of the payment while the dispute is as it is.</summary>
    public long Withdrawn => IsWon ? 0 : amount;

    public IReadOnlyList<StripeChange> Create()
    {
        Move(-amount, Fee);
        return [new("charge.dispute.created", ToJson()), new("charge.dispute.funds_withdrawn", ToJson())];
    }

    public IReadOnlyList<StripeChange> Win()
    {
        _status = Won;
        Move(amount, fee: 0);
        return [new("charge.dispute.funds_reinstated", ToJson()), new("charge.dispute.closed", ToJson())];
    }

    public IReadOnlyList<StripeChange> Lose()
    {
        _status = Lost;
        return [new("charge.dispute.closed", ToJson())];
    }

    private void Move(long moved, long fee) => _transactions.Add(new JsonObject
    {
        ["id"] = StripeId.New("txn"),
        ["object"] = "balance_transaction",
        ["amount"] = moved,
        ["currency"] = payment.Currency,
        ["fee"] = fee,
        ["net"] = moved - fee,
        ["type"] = "adjustment",
    });

    private JsonObject ToJson() => new()
    {
        ["id"] = _id,
        ["object"] = "dispute",
        ["amount"] = amount,
        ["balance_transactions"] = _transactions.DeepClone(),
        ["charge"] = payment.ChargeId,
        ["created"] = created.ToUnixTimeSeconds(),
        ["currency"] = payment.Currency,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = payment.IntentId,
        ["reason"] = "fraudulent",
        ["status"] = _status,
    };
}
