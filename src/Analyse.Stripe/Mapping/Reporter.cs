using System.Globalization;
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

    /// <summary>Whether an event for the draft is needed. A refund that was reported by its charge, when only that was known, is not reported again.</summary>
    public static bool Needs(PaymentRecord record, EventDraft draft, string? chargeId)
    {
        if (draft is not { Name: CustomEvents.RefundIssued, Fact: { } fact } || !record.Refunds.ContainsKey(fact))
        {
            return true;
        }

        var reports = record.ReportsOf(fact);
        if (reports.Count == 0 && chargeId is not null && record.Charges.ContainsKey(chargeId))
        {
            var tooMuch = record.RevenueOf(chargeId) - (record.ReportedOf(chargeId) ?? 0);
            if (tooMuch > 0 && tooMuch >= -record.RevenueOf(fact))
            {
                reports[ToldByCharge] = record.RevenueOf(fact);
                record.ReportsOf(chargeId)[fact] = -record.RevenueOf(fact);
            }
        }

        return !reports.ContainsKey(ToldByCharge);
    }

    public static bool IsReported(PaymentRecord record, EventDraft draft) =>
        record.Reported.GetValueOrDefault(draft.Fact!)?.ContainsKey(Reported.NameOf(draft.Name, draft.Key)) is true;

    /// <summary>The revenue that the event of a draft carries. Reported once, it stays what it was, for a delivery that comes again.</summary>
    public static long Report(PaymentRecord record, EventDraft draft)
    {
        var reports = record.ReportsOf(draft.Fact!);
        var report = Reported.NameOf(draft.Name, draft.Key);
        if (!reports.TryGetValue(report, out var revenue))
        {
            revenue = record.RevenueOf(draft.Fact!) - (record.ReportedOf(draft.Fact!) ?? 0);
            reports.Add(report, revenue);
        }

        return revenue;
    }

    /// <summary>Takes a report back: nobody was captured.</summary>
    public static void Withdraw(PaymentRecord record, EventDraft draft)
    {
        record.ReportsOf(draft.Fact!).Remove(Reported.NameOf(draft.Name, draft.Key));
        record.IsNotCounted |= draft.Fact is Revenue.Payment && record.ReportedOf(Revenue.Payment) is null;
    }

    /// <summary>What sets right the facts that were reported on what was known before; for a delivery that comes again, the same again.</summary>
    /// <param name="record">The payment.</param>
    /// <param name="cause">The id of Stripe's event.</param>
    /// <param name="name">The first part of the keys, so that they are nobody else's.</param>
    public static IReadOnlyList<Correction> Correct(PaymentRecord record, string cause, string? name)
    {
        foreach (var fact in record.Reported.Keys.ToArray())
        {
            if (name is not null && record.ReportedOf(fact) is { } reported && record.RevenueOf(fact) - reported is not 0 and var missing)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{name}:{fact}:{record.Corrections.Count + 1}");
                record.Corrections.Add(new Correction(fact, key, missing, cause));
            }
        }

        return [.. record.Corrections.Where(correction => correction.Cause == cause)];
    }
}
