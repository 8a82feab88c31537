using System.Globalization;
using Analyse.Events;

namespace Analyse;

/// <summary>
/// A sum of money with its currency: <c>Amount.Of(49.00m, "USD")</c>. It travels in minor units (4900), and never
/// without its currency. Negative amounts (refunds) are allowed, but not at a checkout.
/// </summary>
/// <remarks>
/// Making an amount never throws, because an exception out of a checkout because of analytics would be worse than a
/// missing figure. An amount that cannot be right (unknown or missing currency, more decimals than the currency has,
/// too large) has <see cref="IsValid"/> <see langword="false"/> and says why in <see cref="Problem"/>; an event with it is
/// rejected at capture, and that is logged. <c>default(Amount)</c> is such an amount: it has no currency.
/// </remarks>
public readonly record struct Amount
{
    private const int CodeLength = 3;

    // The code of the currency, or what is wrong.
    private readonly object? _currency;

    private Amount(long minorUnits, string currency)
    {
        MinorUnits = minorUnits;
        _currency = currency;
    }

    private Amount(Fault fault) => _currency = fault;

    /// <summary>The sum in the currency's smallest unit: 4900 for 49.00 USD, 500 for 500 JPY.</summary>
    /// <value>0 when the amount is not valid.</value>
    public long MinorUnits { get; }

    /// <summary>The ISO 4217 code, trimmed and in upper case: <c>USD</c>.</summary>
    /// <value>Empty when none was given.</value>
    public string Currency => _currency as string ?? (_currency as Fault)?.Currency ?? "";

    /// <summary>Whether the amount can be captured.</summary>
    public bool IsValid => Problem is null;

    /// <summary>What is wrong and how to fix it, in one sentence.</summary>
    /// <value><see langword="null"/> when the amount is valid.</value>
    public string? Problem => _currency is string ? null : (_currency as Fault)?.Problem ?? NoCurrency(0);

    /// <summary>An amount in major units, the way a price is written: <c>Amount.Of(49.00m, "USD")</c>.</summary>
    /// <param name="value">The sum in major units; trailing zeros do not count as decimals.</param>
    /// <param name="currency">The ISO 4217 code, in any case.</param>
    /// <returns>
    /// The amount; not valid when the value has more decimals than the currency (JPY has none, KWD three). A value that is
    /// the result of a calculation goes through <see cref="Rounded"/>.
    /// </returns>
    public static Amount Of(decimal value, string currency)
    {
        var code = Normalise(currency);
        if (!Currencies.TryGetDecimals(code, out var decimals))
        {
            return Unknown(value, code);
        }

        if (decimal.Round(value, decimals) != value)
        {
            return new Amount(new Fault(
                code,
                $"The amount {Print(value)} {code} has more decimals than {code}, which has {decimals}: use Amount.Rounded(value, \"{code}\"), or round it where you calculate it."));
        }

        return decimal.Abs(value) <= long.MaxValue / Scale(decimals)
            ? new Amount(decimal.ToInt64(value * Scale(decimals)), code)
            : new Amount(new Fault(code, $"The amount {Print(value)} {code} is too large to count in minor units: check the value."));
    }

    /// <summary>
    /// An amount in major units, rounded to the decimals of its currency: <c>Amount.Rounded(49.995m, "USD")</c> is 50.00 USD.
    /// For a value that is the result of a calculation, such as a share, a tax or a conversion between currencies.
    /// </summary>
    /// <param name="value">The sum in major units.</param>
    /// <param name="currency">The ISO 4217 code, in any case.</param>
    /// <param name="rounding">What happens to the half of a minor unit; by default it is rounded away from zero, as on an invoice.</param>
    /// <returns>The amount; not valid when the currency is missing or unknown.</returns>
    public static Amount Rounded(decimal value, string currency, MidpointRounding rounding = MidpointRounding.AwayFromZero) =>
        Of(Currencies.TryGetDecimals(Normalise(currency), out var decimals) ? decimal.Round(value, decimals, rounding) : value, currency);

    /// <summary>An amount in minor units, the way payment services write it: <c>Amount.Minor(4900, "USD")</c> is 49.00 USD.</summary>
    /// <param name="minorUnits">The sum in the currency's smallest unit.</param>
    /// <param name="currency">The ISO 4217 code, in any case.</param>
    /// <returns>The amount; not valid when the currency is missing or unknown.</returns>
    public static Amount Minor(long minorUnits, string currency)
    {
        var code = Normalise(currency);
        return Currencies.TryGetDecimals(code, out _) ? new Amount(minorUnits, code) : Unknown(minorUnits, code);
    }

    /// <summary>The amount as it is read (<c>49.00 USD</c>), the same in every culture; its problem when it is not valid.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString()
    {
        if (Problem is { } problem)
        {
            return problem;
        }

        Currencies.TryGetDecimals(Currency, out var decimals);
        var value = (MinorUnits / Scale(decimals)).ToString("F" + decimals, CultureInfo.InvariantCulture);
        return $"{value} {Currency}";
    }

    private static string Normalise(string? currency) => currency?.Trim().ToUpperInvariant() ?? "";

    private static decimal Scale(int decimals) => decimals switch { 0 => 1, 3 => 1_000, 4 => 10_000, _ => 100 };

    // The problem is logged, and text that is longer than a code may be anything.
    private static Amount Unknown(decimal value, string code) => new(new Fault(code, code.Length switch
    {
        0 => NoCurrency(value),
        <= CodeLength => $"The amount {Print(value)} has the currency '{code}', which ISO 4217 does not know: give a code such as USD.",
        _ => $"The amount {Print(value)} has a currency that ISO 4217 does not know: give a code such as USD.",
    }));

    private static string NoCurrency(decimal value) =>
        $"The amount {Print(value)} has no currency: give its ISO 4217 code, such as USD.";

    private static string Print(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Fault(string Currency, string Problem);
}
