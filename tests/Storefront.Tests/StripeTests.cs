using System.Net;
using Analyse;
using Analyse.Testing;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class StripeTests : IDisposable
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("pro-monthly", "USD", 4900, Billing.Monthly)]
    [InlineData("pro-yearly", "EUR", 45000, Billing.Yearly)]
    [InlineData("handbook", "JPY", 4300, Billing.OneTime)]
    public async Task A_payment_at_Stripe_is_one_funnel_of_one_person(string offer, string currency, long minorUnits, Billing billing)
    {
        using var browser = await SignedInAsync();

        var id = await browser.StartCheckoutAsync(offer, currency);
        await browser.PayAtStripeAsync(id);

        var finished = await _shop.Recorder.WaitForAsync<CheckoutFinished>(cancellationToken: TestContext.Current.CancellationToken);
        var started = _shop.Recorder.Single<CheckoutStarted>();
        Assert.Equal(Amount.Minor(minorUnits, currency), finished.Amount);
        Assert.Equal([billing, billing], [started.Billing, finished.Billing]);
        Assert.Equal([id, id], [started.CheckoutId!, finished.CheckoutId!]);
        Assert.Equal(["user_ada", "user_ada"], [started.PersonId!, finished.PersonId!]);
        Assert.Equal([browser.AnonymousId, browser.AnonymousId], [started.AnonymousId, finished.AnonymousId]);
        Assert.Equal((started.Plan, started.ProductId, started.ItemsCount), (finished.Plan, finished.ProductId, finished.ItemsCount));
        Assert.Equal(billing is Billing.OneTime, finished.SubscriptionId is null);
        Assert.Equal(["$identify", "checkout_started", "checkout_finished"], _shop.Recorder.By("user_ada").Select(recorded => recorded.Name));
    }

    [Fact]
    public async Task The_subscription_that_is_cancelled_later_is_the_one_that_Stripe_began()
    {
        using var browser = _shop.OpenBrowser();
        await browser.SignUpAsync("stripe@example.com", withTrial: true);

        await browser.PayAtStripeAsync(await browser.StartCheckoutAsync("pro-monthly"));
        await browser.CancelSubscriptionAsync();

        var finished = await _shop.Recorder.WaitForAsync<CheckoutFinished>(cancellationToken: TestContext.Current.CancellationToken);
        Assert.StartsWith("sub_", finished.SubscriptionId, StringComparison.Ordinal);
        Assert.Equal(finished.SubscriptionId, _shop.Recorder.Single<SubscriptionCancelled>().SubscriptionId);
        Assert.True(_shop.Recorder.Single<TrialEnded>().Converted);
    }

    [Fact]
    public async Task A_coupon_lowers_what_Stripe_asks_for_and_comes_too_late_afterwards()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("pro-monthly");
        using var applied = await browser.ApplyCouponAsync("SPRING", id);

        var page = await browser.GoToStripeAsync(id);
        Assert.Contains("$39.20", await browser.OpenAsync(page), StringComparison.Ordinal);
        await browser.OpenAsync($"/checkout/{id}");
        using var late = await browser.ApplyCouponAsync("WELCOME", id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        await browser.PayAtStripeAsync(id);

        var finished = await _shop.Recorder.WaitForAsync<CheckoutFinished>(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Amount.Minor(3920, "USD"), finished.Amount);
    }

    [Fact]
    public async Task Leaving_Stripes_page_cancels_the_checkout()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("handbook");

        var page = await browser.GoToStripeAsync(id);
        Assert.Equal("/", await browser.SubmitAsync($"{page}/cancel"));
        Assert.Equal("/", await browser.SubmitAsync($"{page}/pay"));

        var cancelled = await _shop.Recorder.WaitForAsync<CheckoutCancelled>(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(id, cancelled.CheckoutId);
        Assert.Equal("user_ada", cancelled.PersonId);
        Assert.Equal(CheckoutCancelledReason.UserAbandoned, cancelled.Reason);
        Assert.Contains("checkout.session.expired", Assert.Single(_shop.Webhooks).Body, StringComparison.Ordinal);
        _shop.Recorder.None<CheckoutFinished>();
    }

    [Fact]
    public async Task However_often_it_is_paid_it_counts_once()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("pro-monthly");
        var page = await browser.GoToStripeAsync(id);
        Assert.Equal(page, await browser.GoToStripeAsync(id));

        await Task.WhenAll(browser.SubmitAsync($"{page}/pay"), browser.SubmitAsync($"{page}/pay"), browser.SubmitAsync($"{page}/cancel"));
        await Eventually.TrueAsync(() => Sessions().Any());
        var outcome = Sessions().Single().Type;
        await browser.SubmitAsync($"/checkout/{id}?handler=Pay");
        await browser.SubmitAsync($"/checkout/{id}?handler=Cancel");

        Assert.Single(_shop.Recorder.Of<CheckoutEvent>(), captured => captured is CheckoutFinished or CheckoutCancelled);
        Assert.Equal(outcome is "checkout.session.completed", _shop.Recorder.Of<CheckoutFinished>().Count == 1);
    }

    [Fact]
    public async Task What_the_shop_cannot_keep_is_sent_again_until_it_can()
    {
        using var browser = await SignedInAsync();
        var id = await browser.StartCheckoutAsync("pro-yearly");

        _shop.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);
        await browser.PayAtStripeAsync(id);
        await Eventually.TrueAsync(() => Attempts().Count(answer => answer is HttpStatusCode.ServiceUnavailable) == 1);
        await SentAgainAsync(answers: 2);
        _shop.Recorder.AnswerNormally();
        await SentAgainAsync(answers: 3);

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], Attempts());
        Assert.Equal(id, _shop.Recorder.Single<CheckoutFinished>().CheckoutId);
        Assert.Single(Sessions().Select(webhook => webhook.Body).Distinct());
        Assert.Equal(3, Sessions().Select(webhook => webhook.Signature).Distinct().Count());
    }

    [Fact]
    public async Task The_same_webhook_again_is_answered_and_captures_nothing()
    {
        using var browser = await SignedInAsync();
        await browser.PayAtStripeAsync(await browser.StartCheckoutAsync("handbook"));
        await Eventually.TrueAsync(() => !_shop.Webhooks.IsEmpty);
        var body = Sessions().First().Body;
        using var http = _shop.CreateDefaultClient();

        using var content = StripeWebhook.CreateContent(body, "whsec_storefront_development", _shop.Clock.GetUtcNow());
        using var again = await http.PostAsync("/webhooks/stripe", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        _shop.Recorder.Single<CheckoutFinished>();
    }

    [Fact]
    public async Task Outside_Development_there_is_no_Stripe_without_an_account()
    {
        using var shop = new ShopFactory("Production");
        using var browser = shop.OpenBrowser();
        await browser.SignInAsync("ada@example.com");
        var id = await browser.StartCheckoutAsync("handbook");

        Assert.DoesNotContain("Stripe", await browser.OpenAsync($"/checkout/{id}"), StringComparison.Ordinal);
        using var http = shop.CreateDefaultClient();
        foreach (var address in new[] { "/simulated-stripe/cs_test_1", "/simulated-stripe/cs_test_1/pay", "/webhooks/stripe" })
        {
            using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await browser.PayAsync(id);
        shop.Recorder.Single<CheckoutFinished>();
    }

    /// <summary>The attempts to tell of a session.</summary>
    private IEnumerable<SentWebhook> Sessions() => _shop.Webhooks.Where(static webhook => webhook.Type.StartsWith("checkout.session.", StringComparison.Ordinal));

    private IEnumerable<HttpStatusCode> Attempts() => Sessions().Select(static webhook => webhook.Answer);

    // The pause begins on a thread of its own: time goes on until it is over.
    private Task SentAgainAsync(int answers) => Eventually.TrueAsync(() =>
    {
        if (Sessions().Count() < answers)
        {
            _shop.Clock.Advance(_longestPause);
        }

        return Sessions().Count() >= answers;
    });

    private async Task<Browser> SignedInAsync()
    {
        var browser = _shop.OpenBrowser();
        await browser.SignInAsync("ada@example.com");
        return browser;
    }
}
