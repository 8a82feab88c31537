using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

/// <summary>Whatever becomes of a payment at Stripe, the sum of <c>revenue</c> is the cash that the shop has.</summary>
public sealed class NetRevenueTests : IDisposable
{
    private const string Dashboard = "/simulated-stripe";

    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("handbook", "USD", 2900)]
    [InlineData("handbook", "JPY", 4300)]
    [InlineData("pro-monthly", "USD", 4900)]
    public async Task After_each_step_net_revenue_is_the_cash(string offer, string currency, long paid)
    {
        using var browser = await PaidAsync(offer, currency);
        await RevenueIsAsync(currency, paid);

        await StepAsync(browser, "refund");
        await RevenueIsAsync(currency, paid - (paid / 2));

        await StepAsync(browser, "fail-refund");
        await RevenueIsAsync(currency, paid);

        await StepAsync(browser, "dispute");
        await StepAsync(browser, "lose");
        await RevenueIsAsync(currency, 0);

        await StepAsync(browser, "win");
        await RevenueIsAsync(currency, paid);
        Assert.All(_shop.Recorder.Events.Where(static recorded => recorded.Properties.TryGetProperty("revenue", out _)), static recorded => Assert.Equal("user_ada", recorded.PersonId));
    }

    [Fact]
    public async Task A_button_pressed_twice_moves_money_once()
    {
        using var browser = await PaidAsync("handbook", "USD");

        await StepAsync(browser, "dispute");
        await StepAsync(browser, "dispute");
        await StepAsync(browser, "win");
        await StepAsync(browser, "win");
        await StepAsync(browser, "lose");

        await RevenueIsAsync("USD", 2900);
        Assert.Equal(4, _shop.Webhooks.Count(static webhook => webhook.Type.StartsWith("charge.dispute.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Catching_up_captures_what_the_endpoint_missed_and_nothing_twice()
    {
        using var browser = await PaidAsync("handbook", "USD");
        await RevenueIsAsync("USD", 2900);

        await browser.SubmitAsync($"{Dashboard}/endpoint");
        await StepAsync(browser, "refund");
        await StepAsync(browser, "dispute");
        Assert.Equal(2900, _shop.Recorder.NetRevenue()["USD"]);
        Assert.Contains("Unreachable", await browser.OpenAsync(Dashboard), StringComparison.Ordinal);

        Assert.Equal(Dashboard, await browser.SubmitAsync("/stripe/catch-up"));
        await RevenueIsAsync("USD", 0);
        var captured = _shop.Recorder.Events.Count;
        Assert.Equal(Dashboard, await browser.SubmitAsync("/stripe/catch-up"));
        Assert.Equal(captured, _shop.Recorder.Events.Count);
    }

    [Fact]
    public async Task The_dashboard_shows_the_cash_and_only_the_steps_that_are_possible()
    {
        using var browser = await PaidAsync("handbook", "USD");

        await StepAsync(browser, "refund");
        var page = await browser.OpenAsync(Dashboard);

        Assert.Contains("cash now $14.50", page, StringComparison.Ordinal);
        Assert.Matches("<button[^>]* disabled[^>]*>Win the dispute", page);
        Assert.DoesNotMatch("<button[^>]* disabled[^>]*>Let the refund fail", page);
    }

    private async Task<Browser> PaidAsync(string offer, string currency)
    {
        var browser = _shop.OpenBrowser();
        await browser.SignInAsync("ada@example.com");
        await browser.PayAtStripeAsync(await browser.StartCheckoutAsync(offer, currency));
        return browser;
    }

    private static async Task StepAsync(Browser browser, string step)
    {
        var page = await browser.OpenAsync(Dashboard);
        var path = page.Split('"').First(part => part.EndsWith($"/{step}", StringComparison.Ordinal));
        Assert.Equal(Dashboard, await browser.SubmitAsync(path));
    }

    private Task RevenueIsAsync(string currency, long minorUnits) =>
        Eventually.TrueAsync(() => _shop.Recorder.NetRevenue().GetValueOrDefault(currency, -1) == minorUnits);
}
