using System.Globalization;
using Analyse.Events;
using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>
/// Reports the facts of a payment: each event carries the revenue that its fact has come to and that was not reported yet, and
/// what an earlier event said on what was known then is corrected.
/// </summary>
internal static class Reporter
{
    // A refund that its charge has told of already.
    private const string ToldByCharge = "charge";

    /// <summary>
    /// Lets refunds that their charge has told of, when only that was known, be reported by it: what a charge told of moves to
    /// each refund that turns out to be a part of it.
    /// </summary>
    public static void MoveToRefunds(PaymentRecord record)
    {
        foreach (var (refundId, refund) in record.Refunds.Where(refund => refund.Value.Amount > 0 && record.ReportedOf(refund.Key) is null))
        {
            var (chargeId, charge) = record.Charges.FirstOrDefault(charge =>
                !charge.Value.Told.ContainsKey(refundId) && charge.Value.Told.Values.Sum() - record.RefundedBesides(charge.Key) >= refund.Amount);
            if (charge is null)
            {
                continue;
            }

            charge.Told[refundId] = -refund.Amount;
            if (record.Reports.FindLast(report => report.Fact == chargeId) is { } before)
            {
                var amount = record.RevenueOf(refundId);
                record.Reports.Add(before with { Fact = refundId, Event = ToldByCharge, Amount = amount, Cause = null });
                record.Reports.Add(before with { Event = refundId, Amount = -amount, Cause = null });
            }
        }
    }

    /// <summary>Whether an event for the draft is needed: not for a refund that its charge has reported.</summary>
    public static bool Needs(PaymentRecord record, EventDraft draft) =>
        draft.Name is not CustomEvents.RefundIssued || !record.Reports.Exists(report => report.Fact == draft.Fact && report.Event is ToldByCharge);

    /// <summary>The report of an event. Made once, it stays what it was, for a delivery that comes again.</summary>
    public static Report Report(PaymentRecord record, string fact, string name, string? key, Offer offer)
    {
        if (record.ReportOf(fact, name, key) is not { } report)
        {
            report = new Report(fact, Reported.NameOf(name, key), record.RevenueOf(fact) - (record.ReportedOf(fact) ?? 0))
            {
                Plan = offer.Plan,
                BillingInterval = BillingIntervals.Of(offer.Billing),
            };
            record.Reports.Add(report);
        }

        return report;
    }

    /// <summary>Takes a report back: its event is not captured.</summary>
    public static void Withdraw(PaymentRecord record, Report report)
    {
        record.Reports.Remove(report);
        record.IsNotCounted |= report.Fact is Revenue.Payment && record.ReportedOf(Revenue.Payment) is null;
    }

    /// <summary>Whether something was reported otherwise than it is known to be now.</summary>
    public static bool NeedsCorrection(PaymentRecord record) => record.Facts().Any(fact => record.CorrectionsOf(fact).Count > 0);

    /// <summary>What sets right the facts that were reported on what was known before; for a delivery that comes again, the same again.</summary>
    /// <param name="record">The payment.</param>
    /// <param name="cause">The id of Stripe's event.</param>
    /// <param name="name">The first part of the keys, so that they are no other payment's.</param>
    public static IEnumerable<Report> Correct(PaymentRecord record, string cause, string name)
    {
        foreach (var fact in record.Facts())
        {
            foreach (var correction in record.CorrectionsOf(fact))
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{name}:{fact}:{record.Reports.Count(static report => report.Cause is not null) + 1}");
                record.Reports.Add(correction with { Event = Reported.NameOf(CustomEvents.RevenueCorrected, key), Cause = cause });
            }
        }

        return record.Reports.Where(report => report.Cause == cause);
    }

    private static string[] Facts(this PaymentRecord record) => [.. record.Reports.Select(static report => report.Fact).Distinct(StringComparer.Ordinal)];

    /// <summary>What was reported of another plan, or of none, moves to the plan that is known now; what is missing is added.</summary>
    private static List<Report> CorrectionsOf(this PaymentRecord record, string fact)
    {
        var corrections = new List<Report>();
        var missing = record.RevenueOf(fact) - (record.ReportedOf(fact) ?? 0);
        foreach (var other in record.Reports.Where(report => report.Fact == fact && report.Plan != record.Plan && record.Plan is not null).GroupBy(static report => report.Plan))
        {
            if (other.Sum(static report => report.Amount) is not 0 and var moved)
            {
                corrections.Add(other.First() with { Event = "", Amount = -moved });
                missing += moved;
            }
        }

        if (missing != 0)
        {
            corrections.Add(new Report(fact, "", missing) { Plan = record.Plan, BillingInterval = record.BillingInterval });
        }

        return corrections;
    }
}
