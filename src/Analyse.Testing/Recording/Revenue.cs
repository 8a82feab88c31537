using System.Text.Json;

namespace Analyse.Testing.Recording;

/// <summary>What events say of money that moved.</summary>
internal static class Revenue
{
    /// <summary>The event's <c>revenue</c>; of a checkout that has none, since the application's own code captured it, the amount.</summary>
    public static (string Currency, long MinorUnits)? Of(RecordedEvent recorded)
    {
        var properties = recorded.Properties;
        return properties.TryGetProperty("currency", out var currency)
            && currency.ValueKind is JsonValueKind.String
            && (properties.TryGetProperty("revenue", out var revenue)
                || (recorded.Event is CheckoutFinished && properties.TryGetProperty("amount", out revenue)))
            && revenue.ValueKind is JsonValueKind.Number
            && revenue.TryGetInt64(out var minorUnits)
                ? (currency.GetString()!.ToUpperInvariant(), minorUnits)
                : null;
    }

    public static IReadOnlyDictionary<string, long> Sum(IEnumerable<RecordedEvent> events) => events
        .Select(Of)
        .OfType<(string Currency, long MinorUnits)>()
        .GroupBy(static revenue => revenue.Currency, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.Sum(static revenue => revenue.MinorUnits), StringComparer.Ordinal);
}
