using Analyse.Stripe.Tests.Revenue.Model;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Webhooks as they arrive: out of order, and some of them again.</summary>
internal static class Deliveries
{
    private const int MostTimes = 3;

    /// <param name="stripe">What sends them.</param>
    /// <param name="order">The same number makes the same deliveries; 0: each once, in the order in which it happened.</param>
    /// <param name="isAll">Whether the endpoint gets every type, or those that the README names.</param>
    public static IReadOnlyList<string> Of(StripeAccount stripe, int order, bool isAll)
    {
        var webhooks = stripe.Webhooks.Where(webhook => isAll || Endpoint.Selects(webhook, stripe.Version)).Select(static webhook => webhook.Json);
        return [.. stripe.Before.Select(static webhook => webhook.Json), .. order == 0 ? webhooks : Shuffled(webhooks, order)];
    }

    /// <summary>Each once to three times.</summary>
    public static string[] Shuffled(IEnumerable<string> webhooks, int order)
    {
        var random = new Random(order);
        string[] deliveries = [.. webhooks.SelectMany(webhook => Enumerable.Repeat(webhook, random.Next(1, MostTimes + 1)))];
        random.Shuffle(deliveries);
        return deliveries;
    }
}
