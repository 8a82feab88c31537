using System.Net;
using Analyse;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class CouponTests : IDisposable
{
    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("pro-monthly", "USD", 3920)]
    [InlineData("handbook", "JPY", 3440)]
    public async Task A_coupon_lowers_what_is_paid_and_is_named_in_the_event(string offer, string currency, long minorUnits)
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync(offer, currency);

        using var answer = await browser.ApplyCouponAsync("spring", id);
        await browser.PayAsync(id);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var applied = _shop.Recorder.Single("coupon_applied");
        Assert.Equal("user_ada", applied.PersonId);
        Assert.Equal("SPRING", applied.Properties.GetProperty("coupon").GetString());
        Assert.Equal(20, applied.Properties.GetProperty("percent_off").GetInt32());
        Assert.Equal(id, applied.Properties.GetProperty("checkout_id").GetString());

        var finished = _shop.Recorder.Single<CheckoutFinished>();
        Assert.Equal("SPRING", finished.Coupon);
        Assert.Equal(Amount.Minor(minorUnits, currency), finished.Amount);
    }

    [Fact]
    public async Task Without_the_token_of_the_page_nothing_happens()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("handbook");

        using var answer = await browser.FetchAsync($"/api/coupons/SPRING?checkout={id}", withToken: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        _shop.Recorder.None("coupon_applied");
    }

    [Fact]
    public async Task An_unknown_coupon_and_a_checkout_of_somebody_else_are_refused()
    {
        using var browser = await SignedInAsync();
        using var other = _shop.OpenBrowser();
        await other.SignInAsync("kenji@example.com");
        var id = await browser.StartCheckoutAsync("handbook");

        using var unknown = await browser.ApplyCouponAsync("FREE", id);
        await other.OpenAsync("/account");
        using var foreign = await other.ApplyCouponAsync("SPRING", id);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        _shop.Recorder.None("coupon_applied");
    }

    private async Task<Browser> SignedInAsync()
    {
        var browser = _shop.OpenBrowser();
        await browser.SignInAsync("ada@example.com");
        return browser;
    }
}
