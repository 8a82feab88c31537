using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A refund of a charge; of no charge, it gives back a balance of cash.</summary>
internal sealed class RefundState(StripeAccount stripe, ChargeState? charge, long amount, string status)
{
    public string Id { get; } = stripe.NewId("re");

    public long Amount => amount;

    public string Status { get; private set; } = status;

    /// <summary>Whose cash it gives back where there is no charge.</summary>
    public Buyer? CashOf { get; init; }

    /// <summary>Whether money moved: releasing an authorisation moves none.</summary>
    public bool HasMoved { get; init; } = true;

    public bool CanFail => HasMoved && charge is not null && Status is "pending" or "succeeded" or "requires_action";

    public void Send(string type, string? statusBefore = null)
    {
        if (stripe.Version.SendsRefunds)
        {
            SendAs(type, statusBefore);
        }
    }

    /// <summary>As it is sent in every version.</summary>
    public void SendAs(string type, string? statusBefore = null) => stripe.Send(
        type, ToJson(), statusBefore is null ? null : new JsonObject { ["status"] = statusBefore }, charge?.Account);

    /// <summary>A refund that was pending has arrived.</summary>
    public void Succeed()
    {
        (var before, Status) = (Status, "succeeded");
        Send("refund.updated", before);
        SendAs("charge.refund.updated", before);
    }

    /// <summary>The money comes back to the account.</summary>
    public void Undo()
    {
        (var before, Status) = (Status, Status is "requires_action" ? "canceled" : "failed");
        charge!.Refunded -= amount;
        charge.Move(amount);
        Send("refund.updated", before);
        if (Status is "failed")
        {
            Send("refund.failed");
        }

        SendAs("charge.refund.updated", before);
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "refund",
            ["amount"] = amount,
            ["balance_transaction"] = HasMoved ? $"txn_{Id}" : null,
            ["charge"] = charge?.Id,
            ["created"] = stripe.Now,
            ["currency"] = stripe.Currency.Lower,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = charge?.Intent,
            ["reason"] = charge is null ? null : "requested_by_customer",
            ["status"] = Status,
        };
        if (CashOf is not null)
        {
            json["customer"] = CashOf.Id;
        }

        if (Status is "failed" or "canceled")
        {
            json["failure_balance_transaction"] = $"txn_{Id}_back";
            json["failure_reason"] = Status is "failed" ? "lost_or_stolen_card" : null;
        }

        return json;
    }
}
