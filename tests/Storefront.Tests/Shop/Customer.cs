using Xunit;

namespace Storefront.Tests.Shop;

/// <summary>What people do in the shop.</summary>
internal static class Customer
{
    public static Task ReadAsync(this Browser browser, string slug) => browser.OpenAsync($"/docs/{slug}");

    public static async Task SignUpAsync(this Browser browser, string email, bool withTrial = false)
    {
        await browser.OpenAsync("/sign-up");
        var end = await browser.SubmitAsync(
            "/sign-up",
            ("Form.Name", "Test Person"),
            ("Form.Email", email),
            ("Form.Password", "a-long-password"),
            ("Form.WithTrial", withTrial ? "true" : "false"));
        Assert.Equal("/account", end);
    }

    public static async Task SignInAsync(this Browser browser, string email)
    {
        await browser.OpenAsync("/sign-in");
        Assert.Equal("/account", await browser.SubmitAsync("/sign-in", ("Email", email), ("Password", "fair-winds")));
    }

    public static Task SignOutAsync(this Browser browser) => browser.SubmitAsync("/sign-out");

    /// <summary>Goes on to payment and gives the checkout's id.</summary>
    public static async Task<string> StartCheckoutAsync(this Browser browser, string offer, string currency = "USD")
    {
        var address = $"/checkout/start/{offer}?currency={currency}";
        await browser.OpenAsync(address);
        var end = await browser.SubmitAsync(address);
        Assert.StartsWith("/checkout/chk_", end, StringComparison.Ordinal);
        return end["/checkout/".Length..];
    }

    public static async Task PayAsync(this Browser browser, string checkout) =>
        Assert.Equal($"/checkout/{checkout}/done", await browser.SubmitAsync($"/checkout/{checkout}?handler=Pay"));

    /// <summary>Goes to Stripe's page and gives its path.</summary>
    public static async Task<string> GoToStripeAsync(this Browser browser, string checkout)
    {
        var page = await browser.SubmitAsync($"/checkout/{checkout}?handler=Stripe");
        Assert.StartsWith("/simulated-stripe/cs_test_", page, StringComparison.Ordinal);
        return page;
    }

    public static async Task PayAtStripeAsync(this Browser browser, string checkout) =>
        Assert.Equal($"/checkout/{checkout}/done", await browser.SubmitAsync($"{await browser.GoToStripeAsync(checkout)}/pay"));

    public static Task<string> CancelCheckoutAsync(this Browser browser, string checkout) =>
        browser.SubmitAsync($"/checkout/{checkout}?handler=Cancel");

    public static Task<HttpResponseMessage> ApplyCouponAsync(this Browser browser, string code, string checkout) =>
        browser.FetchAsync($"/api/coupons/{code}?checkout={checkout}");

    public static async Task CancelSubscriptionAsync(this Browser browser)
    {
        await browser.OpenAsync("/account");
        Assert.Equal("/account", await browser.SubmitAsync("/account?handler=Cancel"));
    }
}
