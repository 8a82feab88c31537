namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Webhooks as they arrive: out of order, and some of them again.</summary>
internal static class Deliveries
{
    private const int MostTimes = 3;

    /// <param name="webhooks">The webhooks in the order in which it happened.</param>
    /// <param name="seed">The same seed makes the same deliveries; 0: each once, in order.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> webhooks, int seed)
    {
        if (seed == 0)
        {
            return webhooks;
        }

        var random = new Random(seed);
        string[] deliveries = [.. webhooks.SelectMany(webhook => Enumerable.Repeat(webhook, random.Next(1, MostTimes + 1)))];
        random.Shuffle(deliveries);
        return deliveries;
    }
}
