using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>refund</c>.</summary>
internal readonly struct RefundJson(JsonElement json)
{
    public bool Is => json.Text("object") is "refund";

    public string? Id => json.Text("id");

    /// <summary>What went back, below zero.</summary>
    public Amount? Amount => StripeMoney.Of(-json.Number("amount"), Currency);

    /// <summary>What did not go back after all.</summary>
    public Amount? Returned => StripeMoney.Of(json.Number("amount"), Currency);

    public string? Reason => json.Text("reason");

    public string? FailureReason => json.Text("failure_reason");

    public string? OrderId => PaymentId.Of(json);

    public string? Currency => json.Text("currency");

    /// <summary>Whether it came to nothing.</summary>
    public bool IsUndone => json.Text("status") is "failed" or "canceled";

    /// <summary>Whether money moved: not of an authorisation that is released, nor of a refund that waits for the buyer's bank account.</summary>
    public bool HasMoved => json.IsSet("balance_transaction") || !json.Has("balance_transaction");

    /// <summary>Whether it gives back a payment; a balance of the customer's cash was never counted.</summary>
    public bool IsOfPayment => OrderId is not null;
}
