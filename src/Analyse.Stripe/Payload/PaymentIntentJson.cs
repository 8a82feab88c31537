using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>payment_intent</c>.</summary>
internal readonly struct PaymentIntentJson(JsonElement json)
{
    public string? Id => json.Text("id");

    /// <summary>The invoice that it paid: in versions since 2025 only the reference that Stripe gives it on an invoice.</summary>
    public string? InvoiceId => json.Id("invoice")
        ?? (json.Field("payment_details").Text("order_reference") is { } reference && reference.StartsWith("in_", StringComparison.Ordinal) ? reference : null);

    /// <summary>Whether it is captured by hand: then its session ends before the money comes, and says nothing any more.</summary>
    public bool IsCapturedByHand => json.Text("capture_method") is "manual";

    /// <summary>
    /// Whether an invoice tells of it. Since 2025 a payment intent does not name its invoice, and is known by the description that
    /// Stripe writes, unless it was made by the team and marked so.
    /// </summary>
    public bool IsOfInvoice => InvoiceId is not null || (!json.Has("invoice") && !Metadata.IsOurs && HasDescriptionOfInvoice);

    public Amount? Received => StripeMoney.Of(json.Number("amount_received") ?? json.Number("amount"), Currency);

    public long? Tax => StripeMoney.MinorUnits(json.Field("amount_details", "tax").Number("total_tax_amount"), Currency);

    public Metadata Metadata => new(json.Field("metadata"));

    public string? Currency => json.Text("currency");

    private bool HasDescriptionOfInvoice => json.Text("description") is { } description
        && (description.StartsWith("Subscription ", StringComparison.Ordinal) || description.StartsWith("Payment for Invoice", StringComparison.Ordinal));
}
