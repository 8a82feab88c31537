using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class CancellationTests
{
    private static readonly DateTimeOffset _end = new(2026, 3, 31, 23, 59, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_end_at_the_end_of_the_period_is_a_cancellation_for_that_day()
    {
        var subscription = Cancelled().With("cancel_at_period_end", true).With("current_period_end", Given.Seconds(_end));

        var recorder = await UpdatedAsync(subscription, """{ "cancel_at_period_end": false, "canceled_at": null }""");

        var cancelled = recorder.Single("subscription_cancelled");
        Assert.Equal("2026-03-31", cancelled.Sent("effective_at"));
        Assert.Equal("user_request", cancelled.Sent("reason"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", cancelled.Sent("plan"));
        Assert.Equal("month", cancelled.Sent("billing_interval"));
        Assert.Equal("subscription", cancelled.Sent("payment_type"));
        Assert.Equal(Given.SubscriptionId, cancelled.Sent("subscription_id"));
        Assert.Single(recorder.Events);
    }

    [Fact]
    public async Task The_end_of_the_period_is_found_on_the_items_where_new_versions_have_it()
    {
        var subscription = Cancelled().With("cancel_at_period_end", true).With("items", Given.Items((StripeObjects.Price(), 1)));
        subscription["items"]!["data"]![0]!["current_period_end"] = Given.Seconds(_end);

        var recorder = await UpdatedAsync(subscription, """{ "cancel_at_period_end": false }""");

        Assert.Equal("2026-03-31", recorder.Single("subscription_cancelled").Sent("effective_at"));
    }

    [Fact]
    public async Task An_end_at_a_date_of_its_own_is_a_cancellation_for_that_day()
    {
        var recorder = await UpdatedAsync(Cancelled().With("cancel_at", Given.Seconds(_end)), """{ "cancel_at": null, "canceled_at": null }""");

        Assert.Equal("2026-03-31", recorder.Single("subscription_cancelled").Sent("effective_at"));
    }

    [Theory]
    [InlineData("cancellation_requested", "user_request")]
    [InlineData("payment_failed", "payment_failed")]
    [InlineData("payment_disputed", "other")]
    [InlineData("canceled_by_retention_policy", "other")]
    [InlineData(null, "other")]
    public async Task The_reason_is_that_of_the_cancellation_details(string? atStripe, string sent)
    {
        var subscription = Cancelled().With("cancel_at", Given.Seconds(_end)).With("cancellation_details", new JsonObject { ["reason"] = atStripe });
        var ended = Given.Subscription().With("status", "canceled").With("ended_at", Given.Seconds(_end))
            .With("cancellation_details", new JsonObject { ["reason"] = atStripe });

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("customer.subscription.updated", subscription, new JsonObject { ["cancel_at"] = null }),
            StripeEvents.Of("customer.subscription.deleted", ended));
        var unannounced = await Webhook.TakesAsync(StripeEvents.Of("customer.subscription.deleted", ended));

        Assert.Equal(sent, recorder.Single("subscription_cancelled").Sent("reason"));
        Assert.Equal(sent, unannounced.Single("subscription_cancelled").Sent("reason"));
    }

    [Theory]
    [InlineData("""{ "cancel_at": 1775000000 }""")]
    [InlineData("""{ "cancel_at_period_end": false }""")]
    [InlineData("""{ "canceled_at": 1775000000 }""")]
    [InlineData("""{ "default_payment_method": "pm_1" }""")]
    [InlineData("{}")]
    public async Task A_set_end_that_is_moved_or_left_alone_is_not_told_again(string previous)
    {
        var recorder = await UpdatedAsync(Cancelled().With("cancel_at", Given.Seconds(_end)).With("cancel_at_period_end", true), previous);

        recorder.None<AnalyseEvent>();
    }

    [Theory]
    [InlineData("""{ "cancel_at_period_end": true, "cancel_at": 1775000000, "canceled_at": 1772366400 }""")]
    [InlineData("""{ "cancel_at_period_end": true }""")]
    [InlineData("""{ "cancel_at": 1775000000 }""")]
    public async Task A_cancellation_that_is_taken_back_resumes_the_subscription(string previous)
    {
        var recorder = await UpdatedAsync(Given.Subscription(), previous);

        var resumed = recorder.Single("subscription_resumed");
        Assert.Equal("prod_QXg1hqf4jFNsqG", resumed.Sent("plan"));
        Assert.Equal(Given.SubscriptionId, resumed.Sent("subscription_id"));
        Assert.Null(resumed.Sent("amount"));
        Assert.Single(recorder.Events);
    }

    [Fact]
    public async Task A_cancellation_after_one_that_was_taken_back_is_another_one()
    {
        const string Before = """{ "cancel_at": null, "canceled_at": null }""";
        var first = StripeEvents.Of("customer.subscription.updated", Cancelled().With("cancel_at", Given.Seconds(_end)), JsonNode.Parse(Before)!.AsObject());
        var again = StripeEvents.Of(
            "customer.subscription.updated",
            Cancelled().With("canceled_at", Given.Seconds(Some.Now.AddDays(9))).With("cancel_at", Given.Seconds(_end)),
            JsonNode.Parse(Before)!.AsObject());

        var recorder = await Webhook.TakesAsync(first, again, first);

        Assert.Equal(2, recorder.Named("subscription_cancelled").Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(86400)]
    public async Task An_end_that_nobody_was_told_of_is_a_cancellation_however_long_ago_it_was_asked_for(int secondsBefore)
    {
        var subscription = Given.Subscription()
            .With("status", "canceled")
            .With("canceled_at", Given.Seconds(_end.AddSeconds(-secondsBefore)))
            .With("ended_at", Given.Seconds(_end));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("customer.subscription.deleted", subscription));

        Assert.Equal("2026-03-31", recorder.Single("subscription_cancelled").Sent("effective_at"));
    }

    [Fact]
    public async Task A_cancellation_that_is_announced_and_comes_within_a_minute_is_one_fact()
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of(
                "customer.subscription.updated", Cancelled().With("cancel_at", Given.Seconds(Some.Now.AddSeconds(30))), new JsonObject { ["cancel_at"] = null }),
            StripeEvents.Of(
                "customer.subscription.deleted", Cancelled().With("status", "canceled").With("ended_at", Given.Seconds(Some.Now.AddSeconds(30)))));

        recorder.Single("subscription_cancelled");
        Assert.Equal(CaptureResult.Duplicate, Assert.Single(recorder.Refused).Result);
    }

    [Fact]
    public async Task An_end_that_has_come_is_not_taken_back()
    {
        var recorder = await UpdatedAsync(
            Cancelled().With("status", "canceled").With("ended_at", Given.Seconds(_end)), """{ "cancel_at_period_end": true, "cancel_at": 1775000000 }""");

        recorder.None<AnalyseEvent>();
    }

    private static JsonObject Cancelled() => Given.Subscription()
        .With("canceled_at", Given.Seconds(Some.Now))
        .With("cancellation_details", new JsonObject { ["reason"] = "cancellation_requested" });

    private static Task<Analyse.Testing.AnalyseRecorder> UpdatedAsync(JsonObject subscription, string previous) =>
        Webhook.TakesAsync(StripeEvents.Of("customer.subscription.updated", subscription, JsonNode.Parse(previous)!.AsObject()));
}
