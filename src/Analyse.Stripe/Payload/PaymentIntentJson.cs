using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>payment_intent</c>.</summary>
internal readonly struct PaymentIntentJson(JsonElement json)
{
    public string? Id => json.Text("id");

    public Amount? Received => StripeMoney.Of(json.Number("amount_received") ?? json.Number("amount"), Currency);

    public long? Tax => StripeMoney.MinorUnits(json.Field("amount_details", "tax").Number("total_tax_amount"), Currency);

    public Metadata Metadata => new(json.Field("metadata"));

    private string? Currency => json.Text("currency");
}
