using System.Net;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class PagesTests : IDisposable
{
    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("/", "$49", "$490", "$29")]
    [InlineData("/?currency=EUR", "€45", "€450", "€26.50")]
    [InlineData("/?currency=JPY", "¥7,300", "¥73,000", "¥4,300")]
    [InlineData("/?currency=XYZ", "$49", "$490", "$29")]
    public async Task Prices_are_shown_in_the_currency_that_was_chosen(string address, params string[] prices)
    {
        using var browser = _shop.OpenBrowser();

        var html = WebUtility.HtmlDecode(await browser.OpenAsync(address));

        Assert.All(prices, price => Assert.Contains($"<strong>{price}</strong>", html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/docs/first-status-page", HttpStatusCode.OK)]
    [InlineData("/docs/writing-updates", HttpStatusCode.OK)]
    [InlineData("/docs/on-call", HttpStatusCode.OK)]
    [InlineData("/site.css", HttpStatusCode.OK)]
    [InlineData("/checkout.js", HttpStatusCode.OK)]
    [InlineData("/docs/nothing", HttpStatusCode.NotFound)]
    [InlineData("/account", HttpStatusCode.Found)]
    [InlineData("/checkout/start/handbook", HttpStatusCode.Found)]
    public async Task Each_address_answers_as_it_should(string address, HttpStatusCode expected)
    {
        using var http = _shop.CreateDefaultClient();

        using var response = await http.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_footer_leads_to_the_inspector()
    {
        using var browser = _shop.OpenBrowser();

        Assert.Contains("href=\"/analyse\"", await browser.OpenAsync("/"), StringComparison.Ordinal);
        Assert.Contains("<html", await browser.OpenAsync("/analyse"), StringComparison.Ordinal);
    }
}
