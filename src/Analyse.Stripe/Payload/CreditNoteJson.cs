using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>credit_note</c>.</summary>
internal readonly struct CreditNoteJson(JsonElement json)
{
    public bool Is => json.Text("object") is "credit_note";

    public string? Id => json.Text("id");

    public string? Currency => json.Text("currency");

    /// <summary>All that is credited, below zero: a refund that is a part of it is told by itself, a credit moves no money.</summary>
    public Amount? Amount => StripeMoney.Of(-json.Number("amount"), Currency);

    /// <summary>What was given back outside of Stripe.</summary>
    public long OutOfBand => StripeMoney.MinorUnits(json.Number("out_of_band_amount"), Currency) ?? 0;

    /// <summary>The tax in what is credited, below zero.</summary>
    public long? Tax => -StripeMoney.MinorUnits(json.Sum("total_taxes") ?? json.Sum("tax_amounts"), Currency);

    public string? Reason => json.Text("reason");

    public bool IsVoid => json.Text("status") is "void";
}
