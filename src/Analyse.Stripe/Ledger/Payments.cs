namespace Analyse.Stripe.Ledger;

/// <summary>Finds the one record of a payment by all ids that name it, and joins records that turn out to be of the same payment.</summary>
internal static class Payments
{
    /// <param name="page">What was read.</param>
    /// <param name="parts">The ids of what belongs to the payment.</param>
    /// <returns>The key of its record.</returns>
    public static string PaymentOf(this LedgerPage page, IReadOnlyList<string> parts)
    {
        string[] roots =
        [
            .. parts
                .Where(part => !page.IsChargeOfAnother(part, parts))
                .Select(part => page.Of<KnownId>(LedgerKeys.Id(part)).Payment ?? LedgerKeys.Payment(part))
                .Select(page.RootOf)
                .Distinct(StringComparer.Ordinal),
        ];
        var root = roots.FirstOrDefault(key => page.Of<PaymentRecord>(key).Reports.Count > 0) ?? roots[0];
        foreach (var other in roots.Where(key => key != root))
        {
            page.Of<PaymentRecord>(other).MoveInto(page.Of<PaymentRecord>(root), root);
        }

        foreach (var part in parts.Where(part => !page.IsChargeOfAnother(part, parts)))
        {
            page.Of<KnownId>(LedgerKeys.Id(part)).Payment = root;
        }

        return root;
    }

    // A charge is of one payment intent. Where two are told to have the same, each keeps what is its own.
    private static bool IsChargeOfAnother(this LedgerPage page, string part, IReadOnlyList<string> parts) =>
        parts.Count > 1
        && part.StartsWith("ch_", StringComparison.Ordinal)
        && page.Of<KnownId>(LedgerKeys.Id(part)).Payment is { } payment
        && page.RootOf(payment) is var root
        && root != LedgerKeys.Payment(part)
        && !parts.Any(other => other != part && page.Of<KnownId>(LedgerKeys.Id(other)).Payment is { } known && page.RootOf(known) == root);

    /// <summary>The key of the record that now holds what one of this key held.</summary>
    public static string RootOf(this LedgerPage page, string key)
    {
        while (page.Of<PaymentRecord>(key).Into is { } into && page.Has(into))
        {
            key = into;
        }

        return key;
    }

    private static void MoveInto(this PaymentRecord from, PaymentRecord to, string key)
    {
        to.Currency ??= from.Currency;
        to.Plan ??= from.Plan;
        to.BillingInterval ??= from.BillingInterval;
        to.VoidCredits.AddRange(from.VoidCredits.Except(to.VoidCredits));
        to.IsNotCounted |= from.IsNotCounted;
        to.IsForeign |= from.IsForeign;
        Move(from.Invoices, to.Invoices);
        Move(from.Parts, to.Parts);
        Move(from.Intents, to.Intents);
        Move(from.Sessions, to.Sessions);
        Move(from.Credits, to.Credits);
        Move(from.Refunds, to.Refunds);
        Move(from.Charges, to.Charges);
        Move(from.Disputes, to.Disputes);
        to.Reports.AddRange(from.Reports.Where(report => !to.Reports.Exists(other => (other.Fact, other.Event) == (report.Fact, report.Event))));
        to.Postponed.AddRange(from.Postponed.Where(one => !to.Postponed.Exists(other => (other.Name, other.Key) == (one.Name, one.Key))));
        from.Empty(key);
    }

    private static void Move<T>(Dictionary<string, T> from, Dictionary<string, T> to)
    {
        foreach (var (name, value) in from)
        {
            to.TryAdd(name, value);
        }
    }

    private static void Empty(this PaymentRecord record, string into)
    {
        record.Into = into;
        record.Currency = record.Plan = record.BillingInterval = null;
        record.IsNotCounted = record.IsForeign = false;
        record.Invoices = [];
        record.Parts = [];
        record.Intents = [];
        record.Sessions = [];
        record.Credits = [];
        record.VoidCredits = [];
        record.Refunds = [];
        record.Charges = [];
        record.Disputes = [];
        record.Reports = [];
        record.Postponed = [];
    }
}
