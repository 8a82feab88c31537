namespace Analyse.Stripe.Ledger;

/// <summary>The keys of the ledger's entries.</summary>
internal static class LedgerKeys
{
    public static string Id(string id) => $"stripe:id:{id}";

    public static string Payment(string id) => $"stripe:payment:{id}";

    /// <summary>The id in the key of a payment.</summary>
    public static string PaymentIn(string key) => key[Payment("").Length..];

    public static string Subscription(string id) => $"stripe:subscription:{id}";

    /// <summary>Stands for the first payment of a subscription, which its session and its first invoice tell of, often without naming each other.</summary>
    public static string FirstPaymentOf(string subscriptionId) => $"{subscriptionId}:first";
}
