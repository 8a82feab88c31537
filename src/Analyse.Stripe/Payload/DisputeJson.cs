using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>dispute</c>.</summary>
internal readonly struct DisputeJson(JsonElement json)
{
    public string? Id => json.Text("id");

    public Amount? Amount => StripeMoney.Of(json.Number("amount"), json.Text("currency"));

    public string? Reason => json.Text("reason");

    public string? Status => json.Text("status");

    public string? OrderId => PaymentId.Of(json);
}
