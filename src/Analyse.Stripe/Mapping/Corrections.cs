using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>The event that sets revenue right.</summary>
internal static class Corrections
{
    private static readonly string _start = Reported.NameOf(CustomEvents.RevenueCorrected, "");

    public static AnalyseEvent Of(Report correction, PaymentRecord record) => new(CustomEvents.RevenueCorrected)
    {
        Amount = record.Currency is { } currency ? Amount.Minor(correction.Amount, currency) : null,
        IdempotencyKey = correction.Event[_start.Length..],
        Properties = new EventProperties()
            .With("revenue", (long?)correction.Amount)
            .With("corrects", correction.Fact)
            .With("plan", correction.Plan)
            .With("billing_interval", correction.BillingInterval)
            .With("refund_id", record.Refunds.ContainsKey(correction.Fact) ? correction.Fact : null)
            .With("dispute_id", record.Disputes.ContainsKey(correction.Fact) ? correction.Fact : null)
            .With("credit_note_id", record.Credits.ContainsKey(correction.Fact) ? correction.Fact : null),
    };
}
