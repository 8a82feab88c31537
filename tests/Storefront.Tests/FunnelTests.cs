using Analyse;
using Storefront.Tests.Shop;
using Xunit;

namespace Storefront.Tests;

public sealed class FunnelTests : IDisposable
{
    private readonly ShopFactory _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_visitor_who_becomes_a_customer_and_leaves_is_one_timeline()
    {
        using var browser = _shop.OpenBrowser();

        await browser.ReadAsync("first-status-page");
        await browser.SignUpAsync("new@example.com", withTrial: true);
        await browser.PayAsync(await browser.StartCheckoutAsync("pro-yearly"));
        await browser.CancelSubscriptionAsync();

        var person = _shop.Recorder.Single<SignedUp>().PersonId;
        Assert.Equal(
            ["content_viewed", "$identify", "signup_completed", "trial_started", "checkout_started", "trial_ended", "checkout_finished", "subscription_cancelled"],
            _shop.Recorder.By(person!).Select(recorded => recorded.Name));
        Assert.All(_shop.Recorder.Events, recorded => Assert.Equal(browser.AnonymousId, recorded.AnonymousId));
    }

    [Fact]
    public async Task Who_reads_without_an_account_is_known_by_the_cookie_alone()
    {
        using var browser = _shop.OpenBrowser();

        await browser.ReadAsync("writing-updates");

        var viewed = _shop.Recorder.Single<ContentViewed>();
        Assert.Equal("writing-updates", viewed.ContentId);
        Assert.Equal(ContentType.Doc, viewed.ContentType);
        Assert.Null(viewed.PersonId);
        Assert.NotNull(viewed.AnonymousId);
        Assert.Equal("/docs/writing-updates", viewed.Page?.Path);
    }

    [Fact]
    public async Task Signing_up_says_who_it_is_and_keeps_the_address_out_of_the_events()
    {
        using var browser = _shop.OpenBrowser();

        await browser.SignUpAsync("quiet@example.com");

        var identify = _shop.Recorder.Single("$identify");
        Assert.Equal("quiet@example.com", identify.Properties.GetProperty("$email").GetString());
        Assert.Equal(identify.PersonId, _shop.Recorder.Single<SignedUp>().PersonId);
        Assert.Null(_shop.Recorder.Single<SignedUp>().TrialDays);
        _shop.Recorder.None<TrialStarted>();
        Assert.DoesNotContain("quiet@example.com", _shop.Recorder.Single("signup_completed").Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_out_the_browser_is_a_visitor_again()
    {
        using var browser = _shop.OpenBrowser();

        await browser.SignInAsync("ada@example.com");
        await browser.SignOutAsync();
        await browser.ReadAsync("on-call");

        Assert.Equal("user_ada", _shop.Recorder.Single("$identify").PersonId);
        Assert.Null(_shop.Recorder.Single<ContentViewed>().PersonId);
    }

    [Fact]
    public async Task A_wrong_password_or_a_taken_address_captures_nothing()
    {
        using var browser = _shop.OpenBrowser();

        await browser.OpenAsync("/sign-in");
        Assert.Equal("/sign-in", await browser.SubmitAsync("/sign-in", ("Email", "ada@example.com"), ("Password", "wrong")));
        Assert.Equal("/sign-up", await browser.SubmitAsync(
            "/sign-up", ("Form.Name", "Ada"), ("Form.Email", "ADA@example.com"), ("Form.Password", "a-long-password")));

        _shop.Recorder.None<AnalyseEvent>();
    }

    [Fact]
    public async Task Cancelling_a_subscription_says_which_and_from_when()
    {
        using var browser = _shop.OpenBrowser();

        await browser.SignInAsync("kenji@example.com");
        await browser.CancelSubscriptionAsync();

        var cancelled = _shop.Recorder.Single<SubscriptionCancelled>();
        Assert.Equal("user_kenji", cancelled.PersonId);
        Assert.Equal("sub_kenji", cancelled.SubscriptionId);
        Assert.Equal(Billing.Yearly, cancelled.Billing);
        Assert.Equal(SubscriptionCancelledReason.UserRequest, cancelled.Reason);
        Assert.Equal(new DateOnly(2027, 5, 4), cancelled.EffectiveAt);
    }
}
