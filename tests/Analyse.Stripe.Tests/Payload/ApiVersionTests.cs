using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;
using Xunit;

namespace Analyse.Stripe.Tests.Payload;

/// <summary>S31: no event is lost because an endpoint stands on another version of Stripe's API.</summary>
public sealed class ApiVersionTests
{
    public static TheoryData<string> Versions => [.. VersionPayloads.All.Keys];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task S31_the_cancellation_of_a_subscription_is_read_at_its_place_in_each_version(string version)
    {
        var cancelled = (await TakesAsync(
            version,
            "customer.subscription.updated",
            VersionPayloads.All[version].Subscription,
            """{ "cancel_at_period_end": false, "cancel_at": null, "canceled_at": null }""")).Single("subscription_cancelled");

        Assert.Equal("2026-04-01", cancelled.Sent("effective_at"));
        Assert.Equal("pro", cancelled.Sent("plan"));
        Assert.Equal("month", cancelled.Sent("billing_interval"));
        Assert.Equal("sub_1", cancelled.Sent("subscription_id"));
        Assert.Equal(version is "2020-08-27" ? "other" : "user_request", cancelled.Sent("reason"));
        Assert.Equal("sub_1:1772366400", cancelled.Event.IdempotencyKey);
        Assert.Equal(Some.Person, cancelled.PersonId);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task S31_a_paid_invoice_is_read_at_its_place_in_each_version(string version)
    {
        var paid = (await TakesAsync(version, "invoice.paid", VersionPayloads.All[version].Invoice)).Single("invoice_paid");

        Assert.Equal("2319", paid.Sent("amount"));
        Assert.Equal("USD", paid.Sent("currency"));
        Assert.Equal("319", paid.Sent("tax"));
        Assert.Equal("pro", paid.Sent("plan"));
        Assert.Equal("month", paid.Sent("billing_interval"));
        Assert.Equal("sub_1", paid.Sent("subscription_id"));
        Assert.Equal("in_1", paid.Sent("invoice_id"));
        Assert.Equal(Some.Person, paid.PersonId);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task S31_a_completed_session_is_read_in_each_version(string version)
    {
        var finished = (await TakesAsync(version, "checkout.session.completed", VersionPayloads.All[version].Session)).Single("checkout_finished");

        Assert.Equal("2319", finished.Sent("amount"));
        Assert.Equal("319", finished.Sent("tax"));
        Assert.Equal("pro", finished.Sent("plan"));
        Assert.Equal("month", finished.Sent("billing_interval"));
        Assert.Equal("sub_1", finished.Sent("subscription_id"));
        Assert.Equal("chk_1", finished.Sent("checkout_id"));
        Assert.Equal(Some.Person, finished.PersonId);
    }

    [Fact]
    public async Task S31_a_price_that_is_only_named_leaves_the_interval_open_and_the_plan_is_its_product()
    {
        var invoice = JsonNode.Parse(VersionPayloads.All["2025-03-31.basil"].Invoice)!;
        invoice["parent"]!["subscription_details"]!["metadata"] = Given.ByPerson();

        var paid = (await TakesAsync("2025-03-31.basil", "invoice.paid", invoice.ToJsonString())).Single("invoice_paid");

        Assert.Equal("prod_1", paid.Sent("plan"));
        Assert.Null(paid.Sent("billing_interval"));
    }

    [Fact]
    public async Task S31_objects_that_are_expanded_where_ids_are_usual_are_read_all_the_same()
    {
        var session = Given.Session().With("payment_intent", Given.PaymentIntent());

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", session));

        Assert.Equal(Given.PaymentIntentId, recorder.Single("checkout_finished").Sent("order_id"));
    }

    private static Task<AnalyseRecorder> TakesAsync(string version, string type, string dataObject, string? previous = null)
    {
        var payload = JsonNode.Parse(StripeEvents.Of(
            type, JsonNode.Parse(dataObject)!.AsObject(), previous is null ? null : JsonNode.Parse(previous)!.AsObject()));
        payload!["api_version"] = version;
        return Webhook.TakesAsync(payload.ToJsonString());
    }
}
