using Analyse.Stripe.Tests.Revenue.Model;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Webhooks as they arrive: out of order, and some of them again.</summary>
internal static class Deliveries
{
    private const int MostTimes = 3;

    /// <param name="stripe">What sends them.</param>
    /// <param name="seed">The same seed makes the same deliveries; 0: each once, in the order in which it happened.</param>
    public static IReadOnlyList<string> Of(StripeAccount stripe, int seed) =>
        [.. stripe.Before, .. seed == 0 ? stripe.Webhooks : Shuffled(stripe.Webhooks, seed)];

    public static string[] Shuffled(IEnumerable<string> webhooks, int seed)
    {
        var random = new Random(seed);
        string[] deliveries = [.. webhooks.SelectMany(webhook => Enumerable.Repeat(webhook, random.Next(1, MostTimes + 1)))];
        random.Shuffle(deliveries);
        return deliveries;
    }
}
