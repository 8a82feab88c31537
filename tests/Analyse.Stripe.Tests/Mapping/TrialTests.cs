using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class TrialTests
{
    private static readonly DateTimeOffset _end = Some.Now.AddDays(14);

    [Fact]
    public async Task A_subscription_that_begins_with_a_trial_starts_it()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("customer.subscription.created", OnTrial()));

        var started = recorder.Single("trial_started");
        Assert.Equal("14", started.Sent("trial_days"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", started.Sent("plan"));
        Assert.Equal("subscription", started.Sent("payment_type"));
        Assert.Equal(Given.SubscriptionId, started.Sent("subscription_id"));
        Assert.Equal(Some.Now, started.Timestamp);
    }

    [Theory]
    [InlineData("active")]
    [InlineData("incomplete")]
    public async Task A_subscription_without_a_trial_starts_none(string status)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("customer.subscription.created", Given.Subscription().With("status", status)));

        recorder.None<AnalyseEvent>();
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("unpaid")]
    [InlineData("incomplete_expired")]
    public async Task A_trial_that_no_payment_follows_expires(string status)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.updated", OnTrial().With("status", status), new JsonObject { ["status"] = "trialing" }, created: _end));

        var ended = recorder.Single("trial_ended");
        Assert.Equal("False", ended.Sent("converted"));
        Assert.Equal("expired", ended.Sent("reason"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", ended.Sent("plan"));
        Assert.Equal("subscription", ended.Sent("payment_type"));
        Assert.Equal(Given.SubscriptionId, ended.Sent("subscription_id"));
        Assert.Equal(_end, ended.Timestamp);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_trial_has_converted_when_it_is_over_and_its_first_payment_has_come(bool isPaymentFirst)
    {
        string[] told =
        [
            StripeEvents.Of("customer.subscription.updated", OnTrial().With("status", "active"), new JsonObject { ["status"] = "trialing" }, created: _end),
            StripeEvents.Of("invoice.paid", Given.Invoice(), created: _end.AddHours(1)),
        ];
        await using var app = await WebhookApp.StartAsync();
        await app.SendAsync(told[isPaymentFirst ? 1 : 0]);
        app.Recorder.None("trial_ended");

        await app.SendAsync(told[isPaymentFirst ? 0 : 1]);

        Assert.Equal("converted", app.Recorder.Single("trial_ended").Sent("reason"));
        Assert.Equal("True", app.Recorder.Single("trial_ended").Sent("converted"));
    }

    [Theory]
    [InlineData("past_due")]
    [InlineData("active")]
    public async Task A_trial_whose_first_payment_may_still_come_has_not_ended(string status)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.updated", OnTrial().With("status", status), new JsonObject { ["status"] = "trialing" }, created: _end));

        recorder.None("trial_ended");
    }

    [Theory]
    [InlineData("past_due")]
    [InlineData("incomplete")]
    [InlineData("paused")]
    public async Task A_subscription_that_becomes_active_from_elsewhere_ends_no_trial(string before)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.updated", OnTrial().With("status", "active"), new JsonObject { ["status"] = before }));

        recorder.None("trial_ended");
    }

    [Fact]
    public async Task A_trial_that_is_cut_short_and_paid_is_converted()
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("customer.subscription.created", OnTrial()),
            StripeEvents.Of(
                "customer.subscription.updated",
                OnTrial().With("status", "active").With("trial_end", Given.Seconds(Some.Now.AddDays(2))),
                new JsonObject { ["status"] = "trialing", ["trial_end"] = Given.Seconds(_end) },
                created: Some.Now.AddDays(2)),
            StripeEvents.Of("invoice.paid", Given.Invoice().With("billing_reason", "subscription_update"), created: Some.Now.AddDays(2)));

        Assert.Equal("converted", recorder.Single("trial_ended").Sent("reason"));
    }

    /// <summary>The deleted subscription has the status canceled, so the times decide.</summary>
    [Theory]
    [InlineData(-86400, "cancelled")]
    [InlineData(-1, "cancelled")]
    [InlineData(0, "expired")]
    [InlineData(40, "expired")]
    [InlineData(86400, null)]
    public async Task A_subscription_that_ends_with_its_trial_was_cancelled_before_it_was_over_or_expired(int secondsAfterTrial, string? reason)
    {
        var ended = _end.AddSeconds(secondsAfterTrial);

        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.deleted",
            OnTrial().With("status", "canceled").With("canceled_at", Given.Seconds(ended)).With("ended_at", Given.Seconds(ended)),
            created: ended));

        Assert.Equal(reason, recorder.Named("trial_ended").SingleOrDefault()?.Sent("reason"));
        Assert.All(recorder.Named("trial_ended"), static trial => Assert.Equal("False", trial.Sent("converted")));
        Assert.Equal(Given.SubscriptionId, recorder.Single("subscription_cancelled").Sent("subscription_id"));
    }

    [Fact]
    public async Task A_subscription_that_never_had_a_trial_ends_none()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.deleted",
            Given.Subscription().With("status", "canceled").With("ended_at", Given.Seconds(Some.Now))));

        recorder.None("trial_ended");
        recorder.Single("subscription_cancelled");
    }

    [Fact]
    public async Task A_trial_that_was_cancelled_before_it_ran_out_cancels_the_subscription_once()
    {
        var announced = Some.Now.AddDays(3);
        var cancelled = OnTrial().With("canceled_at", Given.Seconds(announced)).With("cancel_at", Given.Seconds(_end)).With("cancel_at_period_end", true);

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of(
                "customer.subscription.updated",
                cancelled,
                new JsonObject { ["cancel_at_period_end"] = false, ["cancel_at"] = null, ["canceled_at"] = null },
                created: announced),
            StripeEvents.Of(
                "customer.subscription.deleted",
                cancelled.DeepClone().AsObject().With("status", "canceled").With("ended_at", Given.Seconds(_end)),
                created: _end));

        Assert.Equal("2026-03-15", recorder.Single("subscription_cancelled").Sent("effective_at"));
        Assert.Equal("cancelled", recorder.Single("trial_ended").Sent("reason"));
        Assert.Equal(2, recorder.Events.Count);
    }

    private static JsonObject OnTrial() => Given.Subscription()
        .With("status", "trialing")
        .With("trial_start", Given.Seconds(Some.Now))
        .With("trial_end", Given.Seconds(_end));
}
