using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Stripe;
using Stripe.Checkout;
using Xunit;

namespace Analyse.Stripe.Tests.People;

/// <summary>The whole funnel: started in a request of the shop, finished by the webhook, of one checkout and one person.</summary>
public sealed class FunnelTests
{
    private const string DeviceId = "f81d4fae-7dec-41d0-8765-00a0c91e6bf6";

    [Theory]
    [InlineData("payment")]
    [InlineData("subscription")]
    public async Task A_checkout_that_a_session_finishes_is_the_one_that_was_started(string mode)
    {
        var created = new SessionCreateOptions { Mode = mode };
        await using var app = await ShopAsync(tracker => StartWith(tracker, created.WithAnalyse(tracker)));

        await BuyAsync(app);
        await app.SendAsync(StripeEvents.Of(
            "checkout.session.completed", Given.Session().With("mode", mode).With("metadata", At(created.Metadata))));

        AssertOneFunnel(app, "checkout_finished");
    }

    [Fact]
    public async Task A_checkout_that_nobody_finished_is_the_one_that_was_started()
    {
        var created = new SessionCreateOptions { Mode = "payment" };
        await using var app = await ShopAsync(tracker => StartWith(tracker, created.WithAnalyse(tracker)));

        await BuyAsync(app);
        await app.SendAsync(StripeEvents.Of(
            "checkout.session.expired", Given.Session().With("payment_status", "unpaid").With("metadata", At(created.Metadata))));

        AssertOneFunnel(app, "checkout_cancelled");
    }

    [Fact]
    public async Task A_payment_form_of_ones_own_is_finished_by_its_payment_intent()
    {
        var created = new PaymentIntentCreateOptions();
        await using var app = await ShopAsync(tracker => StartWith(tracker, created.WithAnalyse(tracker)));

        await BuyAsync(app);
        await app.SendAsync(StripeEvents.Of("payment_intent.succeeded", Given.PaymentIntent().With("metadata", At(created.Metadata))));

        AssertOneFunnel(app, "checkout_finished");
    }

    [Fact]
    public async Task A_subscription_form_of_ones_own_is_finished_by_its_first_invoice()
    {
        var created = new SubscriptionCreateOptions();
        await using var app = await ShopAsync(tracker => StartWith(tracker, created.WithAnalyse(tracker)));
        var invoice = Given.Invoice().With("billing_reason", "subscription_create");
        await BuyAsync(app);
        invoice["parent"]!["subscription_details"]!["metadata"] = At(created.Metadata);

        await app.SendAsync(StripeEvents.Of("invoice.paid", invoice));

        AssertOneFunnel(app, "checkout_finished");
    }

    [Fact]
    public async Task What_follows_a_session_is_of_the_same_person()
    {
        var created = new SessionCreateOptions { Mode = "subscription" };
        await using var app = await ShopAsync(tracker => StartWith(tracker, created.WithAnalyse(tracker)));
        var invoice = Given.Invoice();
        await BuyAsync(app);
        invoice["parent"]!["subscription_details"]!["metadata"] = At(created.SubscriptionData.Metadata);

        await app.SendAsync(StripeEvents.Of("invoice.paid", invoice));
        await app.SendAsync(StripeEvents.Of(
            "customer.subscription.deleted",
            Given.Subscription().With("ended_at", Given.Seconds(Some.Now)).With("metadata", At(created.SubscriptionData.Metadata))));

        Assert.Equal(3, app.Recorder.By(Some.Person).Count);
    }

    private static Task<WebhookApp> ShopAsync(Action<IAnalyseTracker> buy) => WebhookApp.StartAsync(map: app => app.MapPost("/buy", (IAnalyseTracker tracker) =>
    {
        tracker.SignedInAs(Some.Person);
        buy(tracker);
    }));

    private static void StartWith(IAnalyseTracker tracker, IHasMetadata created) =>
        tracker.Capture(new CheckoutStarted(Billing.OneTime) { CheckoutId = created.AnalyseCheckoutId() });

    private static async Task BuyAsync(WebhookApp app)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/buy");
        request.Headers.Add("X-Analyse-Anonymous-Id", DeviceId);
        request.Headers.Add("X-Analyse-Session-Id", "s_1");
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static JsonObject At(Dictionary<string, string> metadata) => new(metadata.Select(static entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    private static void AssertOneFunnel(WebhookApp app, string last)
    {
        var started = app.Recorder.Single("checkout_started");
        var ended = app.Recorder.Single(last);
        Assert.StartsWith("chk_", started.Sent("checkout_id"), StringComparison.Ordinal);
        Assert.Equal(started.Sent("checkout_id"), ended.Sent("checkout_id"));
        Assert.Equal((Some.Person, DeviceId, "s_1"), (started.PersonId, started.AnonymousId, started.SessionId));
        Assert.Equal((Some.Person, DeviceId, "s_1"), (ended.PersonId, ended.AnonymousId, ended.SessionId));
    }
}
