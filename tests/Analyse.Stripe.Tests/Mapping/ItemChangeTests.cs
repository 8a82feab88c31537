using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class ItemChangeTests
{
    private static readonly JsonObject _basic = Given.Price("price_basic", 1000, "basic");
    private static readonly JsonObject _pro = Given.Price("price_pro", 2000, "pro");
    private static readonly JsonObject _seat = Given.Price("price_seat", 300, "seat");

    [Fact]
    public async Task Another_price_is_a_change_from_one_plan_and_amount_to_another()
    {
        var recorder = await ChangedAsync(Given.Items((_basic, 1)), Given.Items((_pro, 1)));

        var changed = recorder.Single("subscription_changed");
        Assert.Equal("basic", changed.Sent("plan_from"));
        Assert.Equal("pro", changed.Sent("plan_to"));
        Assert.Equal("1000", changed.Sent("amount_from"));
        Assert.Equal("2000", changed.Sent("amount_to"));
        Assert.Equal("USD", changed.Sent("currency"));
        Assert.Equal(Given.SubscriptionId, changed.Sent("subscription_id"));
        Assert.Null(changed.Sent("amount"));
        Assert.Single(recorder.Events);
    }

    [Fact]
    public async Task Another_quantity_is_a_change_of_the_amount()
    {
        var recorder = await ChangedAsync(Given.Items((_pro, 2)), Given.Items((_pro, 5)));

        var changed = recorder.Single("subscription_changed");
        Assert.Equal("pro", changed.Sent("plan_from"));
        Assert.Equal("pro", changed.Sent("plan_to"));
        Assert.Equal("4000", changed.Sent("amount_from"));
        Assert.Equal("10000", changed.Sent("amount_to"));
    }

    [Fact]
    public async Task An_item_more_is_a_change_of_the_sum()
    {
        var recorder = await ChangedAsync(Given.Items((_pro, 1)), Given.Items((_pro, 1), (_seat, 10)));

        Assert.Equal("2000", recorder.Single("subscription_changed").Sent("amount_from"));
        Assert.Equal("5000", recorder.Single("subscription_changed").Sent("amount_to"));
    }

    [Fact]
    public async Task Another_order_of_the_same_items_is_no_change()
    {
        var recorder = await ChangedAsync(Given.Items((_pro, 1), (_seat, 2)), Given.Items((_seat, 2), (_pro, 1)));

        recorder.None<AnalyseEvent>();
    }

    [Fact]
    public async Task A_new_period_of_the_same_items_is_no_change()
    {
        var before = Given.Items((_pro, 1));
        before["data"]![0]!["current_period_end"] = Given.Seconds(Some.Now);

        var recorder = await ChangedAsync(before, Given.Items((_pro, 1)));

        recorder.None<AnalyseEvent>();
    }

    [Fact]
    public async Task An_update_of_something_else_is_no_change()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.updated", Given.Subscription(), new JsonObject { ["latest_invoice"] = "in_0", ["current_period_end"] = 1 }));

        recorder.None<AnalyseEvent>();
    }

    [Theory]
    [InlineData("""{ "plan": { "id": "price_basic", "amount": 1000, "currency": "usd", "nickname": "basic", "interval": "month" }, "quantity": 3 }""", "basic", "3000")]
    [InlineData("""{ "plan": { "id": "price_basic", "amount": 1000, "currency": "usd", "nickname": "basic", "interval": "month" } }""", "basic", "5000")]
    [InlineData("""{ "plan": { "id": "price_basic", "nickname": "basic" } }""", "basic", null)]
    [InlineData("""{ "quantity": 3 }""", "pro", "6000")]
    public async Task An_old_version_tells_only_what_was_other_of_the_single_item(string previous, string planFrom, string? amountFrom)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "customer.subscription.updated", Given.Subscription().With("items", Given.Items((_pro, 5))), JsonNode.Parse(previous)!.AsObject()));

        var changed = recorder.Single("subscription_changed");
        Assert.Equal(planFrom, changed.Sent("plan_from"));
        Assert.Equal(amountFrom, changed.Sent("amount_from"));
        Assert.Equal("10000", changed.Sent("amount_to"));
    }

    [Fact]
    public async Task An_amount_that_depends_on_use_or_on_tiers_is_left_out()
    {
        var metered = Given.Price("price_metered", 5);
        metered["recurring"]!["usage_type"] = "metered";

        var recorder = await ChangedAsync(Given.Items((metered, 1)), Given.Items((Given.Price("price_tiered", unitAmount: null), 1)));

        var changed = recorder.Single("subscription_changed");
        Assert.Null(changed.Sent("amount_from"));
        Assert.Null(changed.Sent("amount_to"));
        Assert.Null(changed.Sent("currency"));
    }

    [Fact]
    public async Task A_month_and_a_year_have_no_sum()
    {
        var recorder = await ChangedAsync(Given.Items((_pro, 1)), Given.Items((_pro, 1), (Given.Price("price_year", 9000, interval: "year"), 1)));

        Assert.Equal("2000", recorder.Single("subscription_changed").Sent("amount_from"));
        Assert.Null(recorder.Single("subscription_changed").Sent("amount_to"));
    }

    [Fact]
    public async Task A_sum_that_is_no_number_any_more_is_left_out()
    {
        var huge = Given.Price("price_huge", long.MaxValue);

        var recorder = await ChangedAsync(Given.Items((_pro, 1)), Given.Items((huge, long.MaxValue)));

        Assert.Null(recorder.Single("subscription_changed").Sent("amount_to"));
    }

    [Fact]
    public async Task One_update_may_tell_several_things()
    {
        var after = Given.Subscription().With("items", Given.Items((_pro, 1))).With("trial_end", Given.Seconds(Some.Now))
            .With("cancel_at_period_end", true).With("canceled_at", Given.Seconds(Some.Now));
        var previous = new JsonObject { ["status"] = "trialing", ["items"] = Given.Items((_basic, 1)), ["cancel_at_period_end"] = false };
        var payload = StripeEvents.Of("customer.subscription.updated", after, previous);

        var recorder = await Webhook.TakesAsync(payload, payload);

        Assert.Equal(
            ["subscription_cancelled", "subscription_changed"],
            recorder.Events.Select(static recorded => recorded.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, recorder.Refused.Count);
    }

    private static Task<AnalyseRecorder> ChangedAsync(JsonObject before, JsonObject after) => Webhook.TakesAsync(StripeEvents.Of(
        "customer.subscription.updated", Given.Subscription().With("items", after), new JsonObject { ["items"] = before }));
}
