using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Stripe.Tests.People;

public sealed class PersonTests
{
    public static TheoryData<string, string, string> Places()
    {
        var metadata = new JsonObject { ["analyse_person_id"] = Some.Person, ["analyse_anonymous_id"] = "anon_1", ["analyse_session_id"] = "s_1" };
        var intent = Given.PaymentIntent().With("metadata", metadata.DeepClone());
        intent["metadata"]!["analyse_flow"] = "elements";
        var parent = Given.Invoice();
        parent["parent"]!["subscription_details"]!["metadata"] = metadata.DeepClone();
        var bare = Given.Invoice().With("parent", null);
        var line = bare.DeepClone().AsObject();
        line["lines"]!["data"]![0]!["metadata"] = metadata.DeepClone();
        return new()
        {
            { "session", StripeEvents.Of("checkout.session.completed", Given.Session().With("metadata", metadata.DeepClone())), "checkout_finished" },
            { "payment intent", StripeEvents.Of("payment_intent.succeeded", intent), "checkout_finished" },
            {
                "subscription",
                StripeEvents.Of("customer.subscription.created", Given.Subscription().With("status", "trialing").With("metadata", metadata.DeepClone())),
                "trial_started"
            },
            { "subscription of an invoice", StripeEvents.Of("invoice.paid", parent), "invoice_paid" },
            {
                "subscription of an old invoice",
                StripeEvents.Of("invoice.paid", bare.DeepClone().AsObject().With("subscription_details", new JsonObject { ["metadata"] = metadata.DeepClone() })),
                "invoice_paid"
            },
            { "invoice itself", StripeEvents.Of("invoice.paid", bare.DeepClone().AsObject().With("metadata", metadata.DeepClone())), "invoice_paid" },
            { "line of an invoice", StripeEvents.Of("invoice.payment_failed", line), "invoice_payment_failed" },
            { "refund", StripeEvents.Of("refund.created", Given.Refund().With("metadata", metadata.DeepClone())), "refund_issued" },
        };
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_person_is_that_of_the_metadata(string place, string payload, string name)
    {
        var recorder = await Webhook.TakesAsync(payload);

        var recorded = recorder.Single(name);
        Assert.True(recorded.PersonId == Some.Person, place);
        Assert.Equal("anon_1", recorded.AnonymousId);
        Assert.Equal("s_1", recorded.SessionId);
    }

    [Fact]
    public async Task The_subscriptions_person_comes_before_the_invoices_own()
    {
        var invoice = Given.Invoice().With("metadata", new JsonObject { ["analyse_person_id"] = "somebody_else" });

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", invoice));

        Assert.Equal(Some.Person, recorder.Single("invoice_paid").PersonId);
    }

    [Fact]
    public async Task An_invoice_whose_subscription_says_nothing_of_the_person_says_it_itself()
    {
        var invoice = Given.Invoice().With("metadata", Given.ByPerson());
        invoice["parent"]!["subscription_details"]!["metadata"] = new JsonObject { ["analyse_flow"] = "elements", ["analyse_plan"] = "pro" };

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", invoice));

        Assert.Equal(Some.Person, recorder.Single("invoice_paid").PersonId);
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, null, "ref_1")]
    [InlineData(true, Some.Person, Some.Person)]
    public async Task The_client_reference_is_the_person_only_when_the_option_says_so_and_the_metadata_does_not(
        bool isPerson, string? written, string? expected)
    {
        var session = Given.Session().With("client_reference_id", "ref_1").With("metadata", new JsonObject { ["analyse_person_id"] = written });

        var recorder = await Webhook.TakesAsync(
            options => options.ClientReferenceIdIsPersonId = isPerson, StripeEvents.Of("checkout.session.completed", session));

        Assert.Equal(expected, recorder.Events.SingleOrDefault()?.PersonId);
    }

    [Fact]
    public async Task A_client_reference_keeps_the_browser_of_the_metadata()
    {
        var session = Given.Session().With("client_reference_id", "ref_1").With("metadata", new JsonObject { ["analyse_anonymous_id"] = "anon_1" });

        var recorder = await Webhook.TakesAsync(
            static options => options.ClientReferenceIdIsPersonId = true, StripeEvents.Of("checkout.session.completed", session));

        Assert.Equal("ref_1", recorder.Single("checkout_finished").PersonId);
        Assert.Equal("anon_1", recorder.Single("checkout_finished").AnonymousId);
    }

    [Fact]
    public async Task A_browser_alone_is_enough()
    {
        var session = Given.Session().With("metadata", new JsonObject { ["analyse_anonymous_id"] = "anon_1", ["analyse_session_id"] = "s_1" });

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", session));

        Assert.Null(recorder.Single("checkout_finished").PersonId);
        Assert.Equal("anon_1", recorder.Single("checkout_finished").AnonymousId);
        Assert.Equal("s_1", recorder.Single("checkout_finished").SessionId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "analyse_person_id": "  " }""")]
    [InlineData("""{ "analyse_person_id": 7 }""")]
    [InlineData("""{ "analyse_session_id": "s_1", "analyse_checkout_id": "chk_1" }""")]
    public async Task Nobody_is_refused_with_an_error_that_says_how_to_mend_it(string metadata)
    {
        await using var app = await WebhookApp.StartAsync();

        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Given.Session().With("metadata", JsonNode.Parse(metadata))));

        app.Recorder.None<AnalyseEvent>();
        Assert.Equal(CaptureResult.NoIdentity, Assert.Single(app.Recorder.Refused).Result);
        var error = Assert.Single(app.Log.GetSnapshot(), static record => record is { Level: LogLevel.Error, Id.Name: "StripeNobody" });
        Assert.Contains("WithAnalyse", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_event_is_never_that_of_the_webhook()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", Given.Session()));

        Assert.False(recorder.Single("checkout_finished").Json.TryGetProperty("url", out _));
        Assert.False(recorder.Single("checkout_finished").Json.TryGetProperty("path", out _));
    }
}
