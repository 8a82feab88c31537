using Analyse.Events;
using Analyse.Stripe.Ledger;

namespace Analyse.Stripe.Mapping;

/// <summary>What was reported of a payment, by the names of events.</summary>
internal static class Reported
{
    /// <summary>The key of the checkout that was reported: another of Stripe's objects that tells of it reports the same again.</summary>
    public static string? CheckoutKey(this PaymentRecord record) => record.KeyOf(Revenue.Payment, EventNames.CheckoutFinished);

    /// <summary>The key under which a fact was reported with a name.</summary>
    public static string? KeyOf(this PaymentRecord record, string fact, string name)
    {
        var start = NameOf(name, "");
        return record.Reported.GetValueOrDefault(fact)?.Keys.FirstOrDefault(report => report.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }

    public static string NameOf(string name, string? key) => $"{name} {key}";
}
