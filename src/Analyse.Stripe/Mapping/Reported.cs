using Analyse.Events;
using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>What was reported of a payment, by the names and keys of events.</summary>
internal static class Reported
{
    /// <summary>The key of the checkout that was reported: another of Stripe's objects that tells of it reports the same again.</summary>
    public static string? CheckoutKey(this PaymentRecord record)
    {
        var start = NameOf(EventNames.CheckoutFinished, "");
        return record.Reports
            .Find(report => report.Fact is Revenue.Payment && report.Event.StartsWith(start, StringComparison.Ordinal))?
            .Event[start.Length..];
    }

    /// <summary>The report of a fact by an event of this name and key.</summary>
    public static Report? ReportOf(this PaymentRecord record, string fact, string name, string? key)
    {
        var reported = NameOf(name, key);
        return record.Reports.Find(report => report.Fact == fact && report.Event == reported);
    }

    public static string NameOf(string name, string? key) => $"{name} {key}";
}
