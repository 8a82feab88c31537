namespace Analyse.Stripe.Ledger;

/// <summary>The revenue that follows from what was told of a payment, and what of it was reported. Nothing here depends on an order.</summary>
internal static class Revenue
{
    /// <summary>The fact that the payment was made. Every other fact has the id of its object.</summary>
    public const string Payment = "payment";

    /// <summary>Whether it is known what the payment counted.</summary>
    public static bool IsPaymentKnown(this PaymentRecord record) => record.IsForeign || record.Counted() is not null;

    /// <summary>The revenue of a fact, on what is known now.</summary>
    public static long RevenueOf(this PaymentRecord record, string fact)
    {
        if (record.IsForeign)
        {
            return 0;
        }

        if (fact is Payment)
        {
            return record.Paid();
        }

        if (record.Refunds.ContainsKey(fact))
        {
            return -record.Refunded(fact);
        }

        if (record.Charges.ContainsKey(fact))
        {
            return -Math.Min(record.RefundedBesides(fact), record.Counted() ?? long.MaxValue);
        }

        if (record.Disputes.TryGetValue(fact, out var dispute))
        {
            var moved = dispute.Movements.Values.Sum();
            return record.Counted() is { } counted ? Math.Max(moved, -counted) : moved;
        }

        return record.Credits.TryGetValue(fact, out var credit) ? -Math.Min(credit, record.Counted() ?? credit) : 0;
    }

    /// <summary>What was reported of a fact; <see langword="null"/> when it was not.</summary>
    public static long? ReportedOf(this PaymentRecord record, string fact)
    {
        var reports = record.Reports.Where(report => report.Fact == fact).ToArray();
        return reports.Length > 0 ? reports.Sum(static report => report.Amount) : null;
    }

    /// <summary>Remembers a sum: several events may tell of it, in any order, and old ones of less.</summary>
    public static void Raise(this Dictionary<string, long> sums, string id, long sum) => sums[id] = Math.Max(sums.GetValueOrDefault(id), sum);

    /// <summary>The refunds that a charge tells of beyond those that are known by their ids.</summary>
    public static long RefundedBesides(this PaymentRecord record, string chargeId)
    {
        var charge = record.Charges[chargeId];
        var told = Math.Max(charge.Total, charge.Steps.Values.Sum());
        var known = record.Refunds.Values.Where(static refund => refund.HasMoved).Sum(static refund => refund.Amount);
        return Math.Max(told - known, 0);
    }

    private static long Paid(this PaymentRecord record)
    {
        Dictionary<string, long>[] sources = [record.Invoices, record.Parts, record.Intents, record.Sessions];
        return sources.FirstOrDefault(static source => source.Count > 0)?.Values.Sum() ?? 0;
    }

    /// <summary>What the payment counted; <see langword="null"/> where that is not known.</summary>
    private static long? Counted(this PaymentRecord record) => record.ReportedOf(Payment) ?? (record.IsNotCounted ? 0 : null);

    /// <summary>What a refund gave back, as far as the payment counted.</summary>
    private static long Refunded(this PaymentRecord record, string refundId)
    {
        var left = record.Counted() ?? long.MaxValue;
        foreach (var (id, refund) in record.Refunds.OrderBy(static refund => refund.Key, StringComparer.Ordinal))
        {
            var amount = refund is { HasMoved: true, IsUndone: false } ? Math.Min(refund.Amount, left) : 0;
            if (id == refundId)
            {
                return amount;
            }

            left -= amount;
        }

        return 0;
    }
}
