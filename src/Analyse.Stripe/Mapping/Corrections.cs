using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>The event that sets revenue right.</summary>
internal static class Corrections
{
    public static AnalyseEvent Of(Correction correction, PaymentRecord record) => new(CustomEvents.RevenueCorrected)
    {
        Amount = record.Currency is { } currency ? Amount.Minor(correction.Revenue, currency) : null,
        IdempotencyKey = correction.Key,
        Properties = new EventProperties()
            .With("revenue", correction.Revenue)
            .With("corrects", correction.Fact)
            .With("refund_id", record.Refunds.ContainsKey(correction.Fact) ? correction.Fact : null)
            .With("dispute_id", record.Disputes.ContainsKey(correction.Fact) ? correction.Fact : null)
            .With("credit_note_id", record.Credits.ContainsKey(correction.Fact) ? correction.Fact : null),
    };
}
