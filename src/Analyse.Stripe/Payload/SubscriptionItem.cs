using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>One item of a subscription: a price and how often it is taken.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">How often.</param>
internal sealed record SubscriptionItem(StripePrice Price, long Quantity)
{
    private const decimal Largest = long.MaxValue;

    /// <summary>What it costs in one interval; <see langword="null"/> where the price has no fixed amount.</summary>
    public decimal? Cost => Price is { IsMetered: false, UnitCost: { } unit } && (Units == 0 || Math.Abs(unit) <= Largest / Math.Abs((decimal)Units))
        ? unit * Units
        : null;

    // A price may be one of a package.
    private long Units => Price.PackageSize is > 1 and var size
        ? (Quantity / size) + (Price.RoundsPackagesUp && Quantity % size > 0 ? 1 : 0)
        : Quantity;

    /// <summary>The items of a subscription, or of what an update changed of it.</summary>
    public static IReadOnlyList<SubscriptionItem> AllOf(JsonElement json)
    {
        var items = json.Items("items").Select(Of).OfType<SubscriptionItem>().ToArray();
        return items.Length == 0 && Of(json) is { } only ? [only] : items;
    }

    /// <summary>What all items cost in one interval; <see langword="null"/> where a price has no fixed amount, or another interval.</summary>
    public static Amount? TotalOf(IReadOnlyList<SubscriptionItem> items)
    {
        if (items.Any(static item => item.Cost is null)
            || items.DistinctBy(static item => (item.Price.Interval, item.Price.IntervalCount, item.Price.Currency)).Count() != 1)
        {
            return null;
        }

        // Fractions of a cent add up before they are rounded.
        var total = decimal.Round(items.Sum(static item => item.Cost!.Value), MidpointRounding.AwayFromZero);
        return Math.Abs(total) <= long.MaxValue ? StripeMoney.Of((long)total, items[0].Price.Currency) : null;
    }

    /// <summary>The item that names the plan: the costliest.</summary>
    public static SubscriptionItem? MainOf(IReadOnlyList<SubscriptionItem> items) =>
        items.OrderByDescending(static item => item.Cost ?? decimal.MinValue).FirstOrDefault();

    /// <summary>Whether the same is taken: an update also lists items of which only the period is new.</summary>
    public static bool AreSame(IReadOnlyList<SubscriptionItem> left, IReadOnlyList<SubscriptionItem> right) =>
        left.Select(static item => (item.Price.Id, item.Quantity)).Order()
            .SequenceEqual(right.Select(static item => (item.Price.Id, item.Quantity)).Order());

    private static SubscriptionItem? Of(JsonElement json) =>
        StripePrice.In(json) is { } price ? new SubscriptionItem(price, json.Number("quantity") ?? 1) : null;
}
