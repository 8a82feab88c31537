using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>One item of a subscription: a price and how often it is taken.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">How often.</param>
internal sealed record SubscriptionItem(StripePrice Price, long Quantity)
{
    /// <summary>The items of a subscription, or of what an update changed of it.</summary>
    public static IReadOnlyList<SubscriptionItem> AllOf(JsonElement json)
    {
        var items = json.Items("items").Select(Of).OfType<SubscriptionItem>().ToArray();
        return items.Length == 0 && Of(json) is { } only ? [only] : items;
    }

    /// <summary>What all items cost in one interval; <see langword="null"/> where a price has no fixed amount, or another interval.</summary>
    public static Amount? TotalOf(IReadOnlyList<SubscriptionItem> items)
    {
        if (items.Any(static item => item.Price is { UnitAmount: null } or { IsMetered: true })
            || items.DistinctBy(static item => (item.Price.Interval, item.Price.IntervalCount, item.Price.Currency)).Count() != 1)
        {
            return null;
        }

        var total = items.Aggregate(Int128.Zero, static (sum, item) => unchecked(sum + ((Int128)item.Price.UnitAmount!.Value * item.Quantity)));
        return total >= long.MinValue && total <= long.MaxValue ? StripeMoney.Of((long)total, items[0].Price.Currency) : null;
    }

    /// <summary>Whether the same is taken: an update also lists items of which only the period is new.</summary>
    public static bool AreSame(IReadOnlyList<SubscriptionItem> left, IReadOnlyList<SubscriptionItem> right) =>
        left.Select(static item => (item.Price.Id, item.Quantity)).Order()
            .SequenceEqual(right.Select(static item => (item.Price.Id, item.Quantity)).Order());

    private static SubscriptionItem? Of(JsonElement json) =>
        StripePrice.In(json) is { } price ? new SubscriptionItem(price, json.Number("quantity") ?? 1) : null;
}
