using Analyse.Events;
using Xunit;

namespace Analyse.Tests.Events;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("XCG", 2)]
    [InlineData("JPY", 0)]
    [InlineData("UGX", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    public void A_currency_has_its_decimals(string code, int expected)
    {
        Assert.True(Currencies.TryGetDecimals(code, out var decimals));
        Assert.Equal(expected, decimals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("usd")]
    [InlineData("DEM")]
    [InlineData("XAU")]
    [InlineData("BTC")]
    public void Another_text_is_no_currency(string code) => Assert.False(Currencies.TryGetDecimals(code, out _));
}
