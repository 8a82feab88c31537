using Analyse;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class CheckoutTests : IDisposable
{
    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("pro-monthly", "USD", 4900, Billing.Monthly)]
    [InlineData("pro-yearly", "EUR", 45000, Billing.Yearly)]
    [InlineData("handbook", "EUR", 2650, Billing.OneTime)]
    [InlineData("pro-monthly", "JPY", 7300, Billing.Monthly)]
    [InlineData("handbook", "JPY", 4300, Billing.OneTime)]
    public async Task A_payment_is_captured_in_the_currency_that_was_chosen(string offer, string currency, long minorUnits, Billing billing)
    {
        using var browser = await SignedInAsync();

        var id = await browser.StartCheckoutAsync(offer, currency);
        await browser.PayAsync(id);

        var started = _shop.Recorder.Single<CheckoutStarted>();
        var finished = _shop.Recorder.Single<CheckoutFinished>();
        Assert.Equal(Amount.Minor(minorUnits, currency), finished.Amount);
        Assert.Equal(billing, finished.Billing);
        Assert.Equal([id, id], [started.CheckoutId!, finished.CheckoutId!]);
        Assert.Equal(billing is Billing.OneTime, finished.SubscriptionId is null);
        Assert.Equal(billing is Billing.OneTime ? null : "pro", finished.Plan);
    }

    [Fact]
    public async Task A_form_that_is_submitted_twice_counts_once()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("pro-monthly");

        await Task.WhenAll(browser.PayAsync(id), browser.PayAsync(id));

        _shop.Recorder.Single<CheckoutFinished>();
        Assert.Equal(CaptureResult.Duplicate, Assert.Single(_shop.Recorder.Refused).Result);
    }

    [Fact]
    public async Task A_cancelled_checkout_can_no_longer_be_paid()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("handbook");

        Assert.Equal("/", await browser.CancelCheckoutAsync(id));
        Assert.Equal("/", await browser.SubmitAsync($"/checkout/{id}?handler=Pay"));

        var cancelled = _shop.Recorder.Single<CheckoutCancelled>();
        Assert.Equal(id, cancelled.CheckoutId);
        Assert.Equal(CheckoutCancelledReason.UserAbandoned, cancelled.Reason);
        Assert.Equal("payment", cancelled.Step);
        _shop.Recorder.None<CheckoutFinished>();
    }

    [Fact]
    public async Task A_paid_checkout_can_no_longer_be_cancelled()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("handbook");

        await browser.PayAsync(id);
        Assert.Equal($"/checkout/{id}/done", await browser.CancelCheckoutAsync(id));

        _shop.Recorder.None<CheckoutCancelled>();
    }

    [Fact]
    public async Task A_visitor_signs_in_on_the_way_to_the_checkout()
    {
        using var browser = _shop.OpenBrowser();

        await browser.OpenAsync("/checkout/start/handbook?currency=JPY");
        var end = await browser.SubmitAsync(
            "/sign-in", ("Email", "ada@example.com"), ("Password", "fair-winds"), ("ReturnUrl", "/checkout/start/handbook?currency=JPY"));

        Assert.Equal("/checkout/start/handbook", end);
        _shop.Recorder.None<CheckoutStarted>();
    }

    private async Task<Browser> SignedInAsync()
    {
        var browser = _shop.OpenBrowser();
        await browser.SignInAsync("ada@example.com");
        return browser;
    }
}
