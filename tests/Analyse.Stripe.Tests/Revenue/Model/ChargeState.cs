using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A charge, with the payment intent, the invoice and the account that it belongs to.</summary>
internal sealed class ChargeState(StripeAccount stripe, Buyer buyer, long amount)
{
    public string Id { get; } = stripe.NewId("ch");

    /// <summary><see langword="null"/>: made by the API of charges itself.</summary>
    public string? Intent { get; init; } = stripe.NewId("pi");

    public string? Invoice { get; init; }

    /// <summary>The connected account whose money it is.</summary>
    public string? Account { get; init; }

    /// <summary>Whether it is the application's own revenue. A charge that no event tells of, and one of another account, is not.</summary>
    public bool IsRevenue { get; init; } = true;

    /// <summary>Whether it is older than the endpoint, so that only what follows it is sent.</summary>
    public bool IsOlder { get; init; }

    public JsonObject Metadata { get; init; } = [];

    public long Amount => amount;

    /// <summary>What was taken; 0: it is only authorised.</summary>
    public long Captured { get; private set; }

    /// <summary>What was given back, or released, without the refunds that failed.</summary>
    public long Refunded { get; set; }

    /// <summary>What a bank has taken back for now.</summary>
    public long Disputed { get; set; }

    public List<RefundState> Refunds { get; } = [];

    public List<DisputeState> Disputes { get; } = [];

    /// <summary>What can still be given back.</summary>
    public long Left => Captured == 0 ? 0 : amount - Refunded - Disputed;

    /// <summary>Takes the money.</summary>
    public void Capture(long captured)
    {
        Captured = captured;
        Move(captured);
    }

    public void Move(long cash)
    {
        if (IsRevenue)
        {
            stripe.Move(cash);
        }
    }

    public void Send(string type, JsonObject? previous = null) => stripe.Send(type, ToJson(type is "charge.failed"), previous, Account);

    public void SendIntent(string type, string status, string captureMethod = "automatic") =>
        stripe.Send(type, IntentJson(status, captureMethod), account: Account);

    private JsonObject ToJson(bool isFailed)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "charge",
            ["amount"] = amount,
            ["amount_captured"] = Captured,
            ["amount_refunded"] = Refunded,
            ["balance_transaction"] = Captured > 0 ? $"txn_{Id}" : null,
            ["captured"] = Captured > 0,
            ["currency"] = stripe.Currency.Lower,
            ["customer"] = buyer.Id,
            ["disputed"] = Disputes.Count > 0,
            ["failure_code"] = isFailed ? "card_declined" : null,
            ["metadata"] = Metadata.DeepClone(),
            ["paid"] = !isFailed,
            ["payment_intent"] = Intent,
            ["refunded"] = Refunded == amount,
            ["status"] = isFailed ? "failed" : "succeeded",
        };
        if (!stripe.Version.HasInvoicePayments)
        {
            json["invoice"] = Invoice;
        }

        if (stripe.Version.ListsRefunds)
        {
            json["refunds"] = Lists.Of([.. Refunds.AsEnumerable().Reverse().Select(static refund => refund.ToJson())]);
        }

        return json;
    }

    private JsonObject IntentJson(string status, string captureMethod)
    {
        var json = new JsonObject
        {
            ["id"] = Intent,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = status is "requires_capture" ? amount : 0,
            ["amount_received"] = Captured,
            ["capture_method"] = captureMethod,
            ["currency"] = stripe.Currency.Lower,
            ["customer"] = buyer.Id,
            ["last_payment_error"] = status is "requires_payment_method" ? new JsonObject { ["code"] = "card_declined" } : null,
            ["latest_charge"] = Id,
            ["metadata"] = Metadata.DeepClone(),
            ["status"] = status,
        };
        if (!stripe.Version.HasInvoicePayments)
        {
            json["invoice"] = Invoice;
        }

        return json;
    }
}
