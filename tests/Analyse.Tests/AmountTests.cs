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
    [InlineData("500.50", "JPY", "The amount 500.50 JPY has more than the 0 decimals of JPY: round it before.")]
    [InlineData("49.005", "usd", "The amount 49.005 USD has more than the 2 decimals of USD: round it before.")]
    [InlineData("1.0000000000000000000000000001", "USD", "The amount 1.0000000000000000000000000001 USD has more than the 2 decimals of USD: round it before.")]
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
