using System.Globalization;

namespace Storefront.Pricing;

/// <summary>A price as the shop shows it: <c>$49</c>, <c>€36.90</c>, <c>¥7,300</c>.</summary>
internal sealed record Money(decimal Value, string Currency)
{
    private int Decimals => Currency is "JPY" ? 0 : 2;

    private string Symbol => Currency switch { "USD" => "$", "EUR" => "€", "JPY" => "¥", _ => Currency + " " };

    public long MinorUnits => (long)(Value * Scale);

    private decimal Scale => Currency is "JPY" ? 1 : 100;

    /// <summary>Another sum of the same currency.</summary>
    public Money InMinorUnits(long minorUnits) => this with { Value = minorUnits / Scale };

    public Money Less(int percent) => this with { Value = Math.Round(Value * (100 - percent) / 100, Decimals, MidpointRounding.AwayFromZero) };

    public override string ToString() => Symbol + Value.ToString(decimal.IsInteger(Value) ? "N0" : "N2", CultureInfo.InvariantCulture);
}
