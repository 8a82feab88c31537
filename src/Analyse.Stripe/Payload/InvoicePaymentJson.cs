using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>An <c>invoice_payment</c>: what one payment paid of an invoice.</summary>
internal readonly struct InvoicePaymentJson(JsonElement json)
{
    public bool Is => json.Text("object") is "invoice_payment";

    public string? Id => json.Text("id");

    public string? Currency => json.Text("currency");

    public Amount? Paid => StripeMoney.Of(json.Number("amount_paid"), Currency);

    /// <summary>Whether it was attached to the invoice beside the invoice's own payment, and so may be a part of it that is paid before the rest.</summary>
    public bool IsPart => json.Field("is_default").ValueKind is JsonValueKind.False;
}
