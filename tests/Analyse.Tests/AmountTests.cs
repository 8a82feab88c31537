using System.Globalization;
using Xunit;

namespace Analyse.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData("49.00", "USD", 4900)]
    [InlineData("49", "usd", 4900)]
    [InlineData("49.0000", " Usd ", 4900)]
    [InlineData("500.00", "JPY", 500)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("1.2345", "CLF", 12345)]
    [InlineData("-49.90", "EUR", -4990)]
    [InlineData("0", "EUR", 0)]
    [InlineData("92233720368547758.07", "EUR", long.MaxValue)]
    public void Major_units_become_minor_units(string value, string currency, long minorUnits)
    {
        var amount = Amount.Of(decimal.Parse(value, CultureInfo.InvariantCulture), currency);

        Assert.Null(amount.Problem);
        Assert.True(amount.IsValid);
        Assert.Equal(minorUnits, amount.MinorUnits);
        Assert.Equal(currency.Trim().ToUpperInvariant(), amount.Currency);
    }

    [Theory]
    [InlineData("500.50", "JPY", "The amount 500.50 JPY has more decimals than JPY, which has 0: use Amount.Rounded(value, \"JPY\"), or round it where you calculate it.")]
    [InlineData("49.005", "usd", "The amount 49.005 USD has more decimals than USD, which has 2: use Amount.Rounded(value, \"USD\"), or round it where you calculate it.")]
    [InlineData("1.0000000000000000000000000001", "USD", "The amount 1.0000000000000000000000000001 USD has more decimals than USD, which has 2: use Amount.Rounded(value, \"USD\"), or round it where you calculate it.")]
    [InlineData("49", "US$", "The amount 49 has the currency 'US$', which ISO 4217 does not know: give a code such as USD.")]
    [InlineData("49", "dollars", "The amount 49 has a currency that ISO 4217 does not know: give a code such as USD.")]
    [InlineData("49", " ", "The amount 49 has no currency: give its ISO 4217 code, such as USD.")]
    [InlineData("49", null, "The amount 49 has no currency: give its ISO 4217 code, such as USD.")]
    [InlineData("92233720368547758.08", "EUR", "The amount 92233720368547758.08 EUR is too large to count in minor units: check the value.")]
    [InlineData("-79228162514264337593543950335", "EUR", "The amount -79228162514264337593543950335 EUR is too large to count in minor units: check the value.")]
    public void An_amount_that_cannot_be_right_says_why(string value, string? currency, string problem)
    {
        var amount = Amount.Of(decimal.Parse(value, CultureInfo.InvariantCulture), currency!);

        Assert.False(amount.IsValid);
        Assert.Equal(problem, amount.Problem);
        Assert.Equal(problem, amount.ToString());
        Assert.Equal(0, amount.MinorUnits);
    }

    [Theory]
    [InlineData("49.995", "USD", MidpointRounding.AwayFromZero, 5000)]
    [InlineData("10.333", "usd", MidpointRounding.AwayFromZero, 1033)]
    [InlineData("-49.995", "EUR", MidpointRounding.AwayFromZero, -5000)]
    [InlineData("49.985", "USD", MidpointRounding.ToEven, 4998)]
    [InlineData("49.999", "USD", MidpointRounding.ToZero, 4999)]
    [InlineData("500.5", "JPY", MidpointRounding.AwayFromZero, 501)]
    [InlineData("1.2345", "KWD", MidpointRounding.AwayFromZero, 1235)]
    [InlineData("49.00", "USD", MidpointRounding.AwayFromZero, 4900)]
    public void A_calculated_amount_is_rounded_to_the_decimals_of_its_currency(
        string value, string currency, MidpointRounding rounding, long minorUnits)
    {
        var amount = Amount.Rounded(decimal.Parse(value, CultureInfo.InvariantCulture), currency, rounding);

        Assert.True(amount.IsValid);
        Assert.Equal(minorUnits, amount.MinorUnits);
    }

    [Fact]
    public void Rounding_is_away_from_zero_by_default() => Assert.Equal(Amount.Of(50.00m, "USD"), Amount.Rounded(49.995m, "USD"));

    [Theory]
    [InlineData("XYZ", "which ISO 4217 does not know")]
    [InlineData("", "has no currency")]
    [InlineData(null, "has no currency")]
    public void Rounding_does_not_hide_a_currency_that_is_wrong(string? currency, string problem) =>
        Assert.Contains(problem, Amount.Rounded(10.333m, currency!).Problem, StringComparison.Ordinal);

    [Fact]
    public void Rounding_does_not_hide_an_amount_that_is_too_large() =>
        Assert.Contains("too large", Amount.Rounded(decimal.MaxValue, "USD").Problem, StringComparison.Ordinal);

    [Fact]
    public void Minor_units_are_taken_as_they_are()
    {
        Assert.Equal(Amount.Of(49.00m, "USD"), Amount.Minor(4900, "usd"));
        Assert.Equal(long.MinValue, Amount.Minor(long.MinValue, "USD").MinorUnits);
        Assert.False(Amount.Minor(4900, "XYZ").IsValid);
        Assert.False(Amount.Minor(4900, null!).IsValid);
    }

    [Fact]
    public void The_default_amount_has_no_currency()
    {
        Assert.False(default(Amount).IsValid);
        Assert.Equal("", default(Amount).Currency);
        Assert.Equal("The amount 0 has no currency: give its ISO 4217 code, such as USD.", default(Amount).Problem);
    }

    [Fact]
    public void Amounts_are_equal_by_value()
    {
        Assert.Equal(Amount.Of(49m, "USD"), Amount.Of(49.00m, "usd"));
        Assert.NotEqual(Amount.Of(49m, "USD"), Amount.Of(49m, "EUR"));
    }

    [Theory]
    [InlineData(4900, "USD", "49.00 USD")]
    [InlineData(-5, "EUR", "-0.05 EUR")]
    [InlineData(500, "JPY", "500 JPY")]
    [InlineData(1234567, "KWD", "1234.567 KWD")]
    public void It_prints_as_it_is_read(long minorUnits, string currency, string text) =>
        Assert.Equal(text, Amount.Minor(minorUnits, currency).ToString());
}
