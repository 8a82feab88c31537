using System.Text.Json.Serialization.Metadata;

namespace Analyse.Stripe.Ledger;

/// <summary>
/// What Stripe has told of one payment, and what was reported of it. What was told only grows, and does not depend on the order
/// in which it came: so the sum that follows from it does not either. Sums are in ISO's minor units.
/// </summary>
internal sealed class PaymentRecord : ILedgerRecord<PaymentRecord>
{
    /// <summary>The key of the record that this one was joined with; then it holds nothing itself.</summary>
    public string? Into { get; set; }

    public string? Currency { get; set; }

    /// <summary>What invoices say was paid. They know best: a part of a session's total may be paid by a credit.</summary>
    public Dictionary<string, long> Invoices { get; set; } = [];

    /// <summary>What was paid of an invoice before the rest.</summary>
    public Dictionary<string, long> Parts { get; set; } = [];

    /// <summary>What payment intents say was received.</summary>
    public Dictionary<string, long> Intents { get; set; } = [];

    /// <summary>What paid sessions say they cost.</summary>
    public Dictionary<string, long> Sessions { get; set; } = [];

    /// <summary>Whether it is known that no event has counted the payment.</summary>
    public bool IsNotCounted { get; set; }

    /// <summary>Whether it is the money of a connected account, which is not the application's own revenue.</summary>
    public bool IsForeign { get; set; }

    public string? Plan { get; set; }

    public string? BillingInterval { get; set; }

    public Dictionary<string, RefundRecord> Refunds { get; set; } = [];

    public Dictionary<string, ChargeRecord> Charges { get; set; } = [];

    public Dictionary<string, DisputeRecord> Disputes { get; set; } = [];

    /// <summary>What credit notes say was given back outside of Stripe; 0 once they are void.</summary>
    public Dictionary<string, long> Credits { get; set; } = [];

    /// <summary>The credit notes that are void.</summary>
    public List<string> VoidCredits { get; set; } = [];

    /// <summary>The revenue that was reported, event by event.</summary>
    public List<Report> Reports { get; set; } = [];

    /// <summary>The events that nobody was known for.</summary>
    public List<Postponed> Postponed { get; set; } = [];

    public static JsonTypeInfo<PaymentRecord> Json => LedgerJson.Default.PaymentRecord;
}
