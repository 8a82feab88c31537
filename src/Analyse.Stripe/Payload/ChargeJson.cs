using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>charge</c>.</summary>
internal readonly struct ChargeJson(JsonElement json)
{
    public bool Is => json.Text("object") is "charge";

    public string? Id => json.Text("id");

    public string? Currency => json.Text("currency");

    /// <summary>Whether money was taken. A charge that was only authorised can be released, which gives nothing back.</summary>
    public bool IsCaptured => json.Field("captured").ValueKind is not JsonValueKind.False;

    /// <summary>Whether it is a payment of its own, without a payment intent or an invoice: no event of ours tells of it.</summary>
    public bool StandsAlone => json.Has("payment_intent") && !json.IsSet("payment_intent") && !json.IsSet("invoice");

    /// <summary>All that was given back until now, without the refunds that failed.</summary>
    public long? Refunded => StripeMoney.MinorUnits(json.Number("amount_refunded"), Currency);

    /// <summary>The refunds, the newest first, where the version of the API lists them.</summary>
    public IReadOnlyList<JsonElement> Refunds => json.Items("refunds");

    /// <summary>What had been given back before an update.</summary>
    public long? RefundedBefore(JsonElement previous) => StripeMoney.MinorUnits(previous.Number("amount_refunded"), Currency);
}
