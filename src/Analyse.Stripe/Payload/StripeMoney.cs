namespace Analyse.Stripe.Payload;

/// <summary>
/// Stripe's sums are whole numbers of a currency's smallest unit, as ISO 4217 has it, but for three currencies
/// (docs.stripe.com/currencies): ISK and UGX have two decimals there and none in ISO, and MGA has none there and two in ISO.
/// </summary>
internal static class StripeMoney
{
    public static Amount? Of(long? sum, string? currency) =>
        currency is not null && MinorUnits(sum, currency) is { } minorUnits ? Amount.Minor(minorUnits, currency) : null;

    /// <summary>A sum in ISO's minor units, for a property beside the amount.</summary>
    public static long? MinorUnits(long? sum, string? currency) => currency?.ToUpperInvariant() switch
    {
        null => null,
        "ISK" or "UGX" => sum is { } hundredths ? (long)decimal.Round(hundredths / 100m, MidpointRounding.AwayFromZero) : null,
        "MGA" => sum is { } whole && Math.Abs((decimal)whole) <= long.MaxValue / 100 ? whole * 100 : null,
        _ => sum,
    };
}
