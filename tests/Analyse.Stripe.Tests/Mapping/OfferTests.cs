using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

/// <summary>Plan and interval.</summary>
public sealed class OfferTests
{
    [Theory]
    [InlineData("week", 1, "week", null, null)]
    [InlineData("month", 1, "month", null, null)]
    [InlineData("year", 1, "year", null, null)]
    [InlineData("day", 1, null, "day", "1")]
    [InlineData("day", 30, null, "day", "30")]
    [InlineData("week", 2, null, "week", "2")]
    [InlineData("month", 3, null, "month", "3")]
    [InlineData("year", 2, null, "year", "2")]
    [InlineData("decade", 1, null, "decade", "1")]
    public async Task An_interval_the_service_does_not_know_is_sent_as_Stripe_has_it(
        string interval, long count, string? billingInterval, string? stripeInterval, string? stripeCount)
    {
        var items = Given.Items((Given.Price("price_1", interval: interval, count: count), 1));
        var subscription = Given.Subscription().With("items", items).With("cancel_at_period_end", true).With("canceled_at", Given.Seconds(Some.Now));
        var invoice = Given.Invoice().With("lines", Given.Lines(Given.Line(2000, Given.Price("price_1", interval: interval, count: count))));

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("customer.subscription.updated", subscription, new JsonObject { ["cancel_at_period_end"] = false }),
            StripeEvents.Of("invoice.paid", invoice));

        foreach (var name in (string[])["subscription_cancelled", "invoice_paid"])
        {
            Assert.Equal(billingInterval, recorder.Single(name).Sent("billing_interval"));
            Assert.Equal(stripeInterval, recorder.Single(name).Sent("stripe_interval"));
            Assert.Equal(stripeCount, recorder.Single(name).Sent("stripe_interval_count"));
        }

        Assert.Equal("subscription", recorder.Single("subscription_cancelled").Sent("payment_type"));
    }

    [Theory]
    [InlineData("pro_monthly", "Pro", "pro_monthly")]
    [InlineData(null, "Pro", "Pro")]
    [InlineData(null, null, "prod_QXg1hqf4jFNsqG")]
    public async Task A_plan_is_the_lookup_key_else_the_nickname_else_the_product(string? lookupKey, string? nickname, string plan)
    {
        var price = StripeObjects.Price().With("lookup_key", lookupKey).With("nickname", nickname);

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", Given.Invoice().With("lines", Given.Lines(Given.Line(2000, price)))));

        Assert.Equal(plan, recorder.Single("invoice_paid").Sent("plan"));
    }

    [Fact]
    public async Task The_option_names_the_plan_of_every_event()
    {
        var price = StripeObjects.Price().With("metadata", new JsonObject { ["tier"] = "gold" });
        var items = Given.Items((price, 1));
        var ending = Given.Subscription().With("items", items.DeepClone()).With("status", "canceled").With("ended_at", Given.Seconds(Some.Now));
        var trialing = Given.Subscription().With("items", items.DeepClone()).With("status", "trialing");
        var before = new JsonObject { ["items"] = Given.Items((Given.Price("price_old").With("metadata", new JsonObject { ["tier"] = "iron" }), 1)) };

        var recorder = await Webhook.TakesAsync(
            options => options.PlanOf = plan => plan.Json.GetProperty("metadata").GetProperty("tier").GetString(),
            StripeEvents.Of("invoice.paid", Given.Invoice().With("lines", Given.Lines(Given.Line(2000, price)))),
            StripeEvents.Of("invoice.payment_failed", Given.Invoice().With("lines", Given.Lines(Given.Line(2000, price.DeepClone().AsObject())))),
            StripeEvents.Of("customer.subscription.created", trialing),
            StripeEvents.Of("customer.subscription.updated", Given.Subscription().With("items", items), before),
            StripeEvents.Of("customer.subscription.deleted", ending));

        Assert.Equal("gold", recorder.Single("invoice_paid").Sent("plan"));
        Assert.Equal("gold", recorder.Single("invoice_payment_failed").Sent("plan"));
        Assert.Equal("gold", recorder.Single("trial_started").Sent("plan"));
        Assert.Equal("iron", recorder.Single("subscription_changed").Sent("plan_from"));
        Assert.Equal("gold", recorder.Single("subscription_changed").Sent("plan_to"));
        Assert.Equal("gold", recorder.Single("subscription_cancelled").Sent("plan"));
    }

    [Fact]
    public async Task The_price_on_the_object_wins_over_the_metadata()
    {
        var metadata = Given.ByPerson().With("analyse_plan", "from_metadata").With("analyse_billing_interval", "year");
        var subscription = Given.Subscription().With("metadata", metadata).With("status", "canceled").With("ended_at", Given.Seconds(Some.Now));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("customer.subscription.deleted", subscription));

        var cancelled = recorder.Single("subscription_cancelled");
        Assert.Equal("prod_QXg1hqf4jFNsqG", cancelled.Sent("plan"));
        Assert.Equal("month", cancelled.Sent("billing_interval"));
    }

    [Theory]
    [InlineData("week", "week")]
    [InlineData("monthly", "month")]
    [InlineData("year", "year")]
    [InlineData("fortnight", null)]
    public async Task A_session_takes_plan_and_interval_from_the_metadata(string written, string? sent)
    {
        var session = Given.SubscriptionSession().With(
            "metadata", Given.ByPerson().With("analyse_plan", "pro").With("analyse_billing_interval", written));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", session));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("pro", finished.Sent("plan"));
        Assert.Equal("subscription", finished.Sent("payment_type"));
        Assert.Equal(sent, finished.Sent("billing_interval"));
    }

    [Fact]
    public async Task What_is_paid_once_has_no_interval_whatever_the_metadata_says()
    {
        var session = Given.Session().With("metadata", Given.ByPerson().With("analyse_billing_interval", "month"));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", session));

        Assert.Equal("one_time", recorder.Single("checkout_finished").Sent("payment_type"));
        Assert.Null(recorder.Single("checkout_finished").Sent("billing_interval"));
    }

    [Fact]
    public async Task A_session_that_nobody_knows_the_price_of_is_recurring_with_one_warning()
    {
        await using var app = await WebhookApp.StartAsync();

        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Given.SubscriptionSession()));
        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Given.SubscriptionSession().With("id", "cs_2")));

        Assert.All(app.Recorder.Named("checkout_finished"), static finished =>
        {
            Assert.Equal("subscription", finished.Sent("payment_type"));
            Assert.Null(finished.Sent("billing_interval"));
            Assert.Null(finished.Sent("plan"));
            Assert.Null(finished.Sent("product_id"));
            Assert.Null(finished.Sent("items_count"));
        });
        Assert.Equal(2, app.Recorder.Events.Count);
        Assert.Single(app.Log.GetSnapshot(), static record => record.Id.Name == "StripeIntervalUnknown");
    }

    [Fact]
    public async Task An_invoice_without_a_subscription_is_no_reason_to_warn()
    {
        var invoice = Given.Invoice().With("billing_reason", "manual").With("parent", null).With("metadata", Given.ByPerson())
            .With("lines", Given.Lines(Given.Line(2000, StripeObjects.Price().With("type", "one_time").With("recurring", null))));

        await using var app = await WebhookApp.StartAsync();
        await app.SendAsync(StripeEvents.Of("invoice.paid", invoice));

        Assert.Null(app.Recorder.Single("invoice_paid").Sent("billing_interval"));
        Assert.DoesNotContain(app.Log.GetSnapshot(), static record => record.Id.Name == "StripeIntervalUnknown");
    }

    [Fact]
    public async Task A_fee_beside_the_subscription_is_not_its_plan()
    {
        var fee = Given.Price("price_fee", lookupKey: "setup_fee").With("type", "one_time").With("recurring", null);

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", Given.Invoice().With(
            "lines", Given.Lines(Given.Line(9900, fee), Given.Line(2000, Given.Price("price_pro", lookupKey: "pro"))))));

        Assert.Equal("pro", recorder.Single("invoice_paid").Sent("plan"));
        Assert.Equal("month", recorder.Single("invoice_paid").Sent("billing_interval"));
    }

    [Fact]
    public async Task The_credit_for_the_old_plan_is_not_the_plan()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", Given.Invoice().With(
            "lines",
            Given.Lines(Given.Line(-1000, Given.Price("price_basic", lookupKey: "basic")), Given.Line(2000, Given.Price("price_pro", lookupKey: "pro"))))));

        Assert.Equal("pro", recorder.Single("invoice_paid").Sent("plan"));
    }
}
