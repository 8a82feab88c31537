using Analyse.Stripe.Tests.Support;
using Analyse.Testing;

namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Net revenue as the README computes it: from the one property, whatever the names of the events.</summary>
internal static class Money
{
    public static long RevenueOf(this RecordedEvent recorded) =>
        recorded.Properties.TryGetProperty("revenue", out var revenue) ? revenue.GetInt64() : 0;

    /// <summary>The sums by currency that are not zero.</summary>
    public static Dictionary<string, long> NetRevenue(this IEnumerable<RecordedEvent> events) => events.NetRevenueBy(static recorded => recorded.Sent("currency")!);

    /// <summary>The sums by anything that are not zero.</summary>
    public static Dictionary<TKey, long> NetRevenueBy<TKey>(this IEnumerable<RecordedEvent> events, Func<RecordedEvent, TKey> keyOf)
        where TKey : notnull => events
            .Where(static recorded => recorded.RevenueOf() != 0)
            .GroupBy(keyOf)
            .Select(static group => (group.Key, Sum: group.Sum(RevenueOf)))
            .Where(static sum => sum.Sum != 0)
            .ToDictionary(static sum => sum.Key, static sum => sum.Sum);
}
