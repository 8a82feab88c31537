using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>refund</c>.</summary>
internal readonly struct RefundJson(JsonElement json)
{
    public string? Id => json.Text("id");

    /// <summary>What went back, below zero.</summary>
    public Amount? Amount => StripeMoney.Of(-json.Number("amount"), json.Text("currency"));

    public string? Reason => json.Text("reason");

    public string? OrderId => PaymentId.Of(json);
}
