using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A dispute: what the bank takes back, decides and gives again.</summary>
internal sealed class DisputeState(StripeAccount stripe, ChargeState charge, long amount)
{
    private const int Fee = 1500;
    private const int Rate = 3;

    private readonly List<long> _movements = [];

    public string Id { get; } = stripe.NewId("du");

    public string Status { get; private set; } = "needs_response";

    /// <summary>Whether the bank may still decide.</summary>
    public bool IsOpen => Status is "needs_response" or "under_review" or "warning_needs_response";

    /// <summary>Whether an inquiry may become a dispute: what was given back by then the bank cannot take.</summary>
    public bool CanEscalate => Status is "warning_needs_response" && charge.Left >= amount;

    /// <summary>What the bank holds.</summary>
    public long Held => -_movements.Sum();

    /// <summary>The bank asks, and takes nothing yet.</summary>
    public void Inquire()
    {
        Status = "warning_needs_response";
        Send("charge.dispute.created");
    }

    /// <summary>An inquiry ends well.</summary>
    public void CloseInquiry()
    {
        Status = "warning_closed";
        Send("charge.dispute.closed");
    }

    /// <summary>The bank takes the money.</summary>
    public void Open()
    {
        var isInquiry = Status is "warning_needs_response";
        Status = "needs_response";
        Take();
        Send(isInquiry ? "charge.dispute.updated" : "charge.dispute.created");
        Send("charge.dispute.funds_withdrawn");
    }

    public void Answer()
    {
        Status = "under_review";
        Send("charge.dispute.updated");
    }

    public void Lose()
    {
        Status = "lost";
        Send("charge.dispute.closed");
    }

    /// <summary>The bank decides for the shop, and then gives the money back.</summary>
    /// <param name="isToldByMoney">Whether the money alone tells it, as some appeals do.</param>
    public void Win(bool isToldByMoney = false)
    {
        Status = "won";
        if (!isToldByMoney)
        {
            Send("charge.dispute.closed");
        }

        GiveBack(Held);
    }

    /// <summary>The bank decides for the buyer, and gives a part back.</summary>
    public void LosePartly(long returned)
    {
        Lose();
        GiveBack(returned);
    }

    private void Take()
    {
        charge.Disputed += amount;
        Book(-amount);
    }

    private void GiveBack(long returned)
    {
        charge.Disputed -= returned;
        Book(returned);
        Send("charge.dispute.funds_reinstated");
    }

    private void Book(long movement)
    {
        _movements.Add(movement);
        charge.Move(movement);
    }

    private void Send(string type) => stripe.Send(type, ToJson(), account: charge.Account);

    private JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "dispute",
        ["amount"] = amount,
        ["balance_transactions"] = new JsonArray([.. _movements.Select(Movement)]),
        ["charge"] = charge.Id,
        ["currency"] = stripe.Currency.Lower,
        ["is_charge_refundable"] = _movements.Count == 0,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = charge.Intent,
        ["reason"] = "fraudulent",
        ["status"] = Status,
    };

    private JsonNode Movement(long movement, int number)
    {
        // The account's balance is in dollars: what is in another currency is moved at some rate.
        var isDollars = stripe.Currency == ModelCurrency.Usd;
        var moved = isDollars ? movement : movement * Rate;
        var fee = movement < 0 ? Fee : 0;
        return new JsonObject
        {
            ["id"] = $"txn_{Id}_{number}",
            ["object"] = "balance_transaction",
            ["amount"] = moved,
            ["currency"] = "usd",
            ["exchange_rate"] = isDollars ? null : Rate,
            ["fee"] = fee,
            ["net"] = moved - fee,
            ["type"] = "adjustment",
        };
    }
}
