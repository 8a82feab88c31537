using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class CheckoutTests
{
    [Theory]
    [InlineData("paid")]
    [InlineData("no_payment_required")]
    public async Task A_completed_session_that_is_settled_finishes_the_checkout(string paymentStatus)
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("checkout.session.completed", Given.Session().With("payment_status", paymentStatus)));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("one_time", finished.Sent("payment_type"));
        Assert.Null(finished.Sent("billing_interval"));
        Assert.Equal("4900", finished.Sent("amount"));
        Assert.Equal("USD", finished.Sent("currency"));
        Assert.Equal(Given.PaymentIntentId, finished.Sent("order_id"));
        Assert.Null(finished.Sent("subscription_id"));
        Assert.Equal(Some.Person, finished.PersonId);
        Assert.Equal(Some.Now, finished.Timestamp);
    }

    [Fact]
    public async Task A_completed_session_of_a_delayed_method_is_finished_when_the_money_comes()
    {
        var unpaid = Given.Session().With("payment_status", "unpaid");

        await using var app = await WebhookApp.StartAsync();
        await app.SendAsync(StripeEvents.Of("checkout.session.completed", unpaid));
        app.Recorder.None<AnalyseEvent>();

        await app.SendAsync(StripeEvents.Of("checkout.session.async_payment_succeeded", Given.Session(), created: Some.Now.AddDays(3)));
        Assert.Equal(Some.Now.AddDays(3), app.Recorder.Single("checkout_finished").Timestamp);
    }

    [Theory]
    [InlineData("checkout.session.async_payment_failed", "payment_failed")]
    [InlineData("checkout.session.expired", "user_abandoned")]
    public async Task A_session_that_comes_to_nothing_cancels_the_checkout(string type, string reason)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(type, Given.Session().With("payment_status", "unpaid")));

        var cancelled = recorder.Single("checkout_cancelled");
        Assert.Equal(reason, cancelled.Sent("reason"));
        Assert.Equal("4900", cancelled.Sent("amount"));
        Assert.Equal("one_time", cancelled.Sent("payment_type"));
    }

    [Theory]
    [InlineData("checkout.session.completed")]
    [InlineData("checkout.session.async_payment_succeeded")]
    [InlineData("checkout.session.async_payment_failed")]
    [InlineData("checkout.session.expired")]
    public async Task A_session_of_mode_setup_sells_nothing(string type)
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of(type, Given.Session().With("mode", "setup").With("payment_status", "no_payment_required").With("payment_intent", null)));

        recorder.None<AnalyseEvent>();
    }

    [Fact]
    public async Task A_session_of_mode_subscription_names_the_subscription()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", Given.SubscriptionSession()));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("subscription", finished.Sent("payment_type"));
        Assert.Equal(Given.SubscriptionId, finished.Sent("subscription_id"));
        Assert.Equal(Given.InvoiceId, finished.Sent("invoice_id"));
        Assert.Null(finished.Sent("order_id"));
    }

    [Theory]
    [InlineData("chk_1", "chk_1")]
    [InlineData(null, "cs_test_a1YS1URlnyQCN5fUUduORoQ7Pw41PJqDWkIVQCpJPqkfIhd6tVY8XB1OLY")]
    public async Task The_checkout_id_is_that_of_the_metadata_else_the_sessions(string? written, string expected)
    {
        var session = Given.Session().With("metadata", Given.ByPerson().With("analyse_checkout_id", written));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", session));

        Assert.Equal(expected, recorder.Single("checkout_finished").Sent("checkout_id"));
    }

    [Fact]
    public async Task A_session_that_does_not_say_its_total_finishes_without_an_amount()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "checkout.session.completed", Given.Session().With("amount_total", null).With("currency", null)));

        var finished = recorder.Single("checkout_finished");
        Assert.Null(finished.Sent("amount"));
        Assert.Null(finished.Sent("currency"));
    }

    [Fact]
    public async Task A_payment_intent_of_a_form_of_ones_own_finishes_the_checkout()
    {
        var payment = Given.PaymentIntent();
        payment["metadata"]!["analyse_checkout_id"] = "chk_1";

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("payment_intent.succeeded", payment));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("one_time", finished.Sent("payment_type"));
        Assert.Equal("4900", finished.Sent("amount"));
        Assert.Equal("USD", finished.Sent("currency"));
        Assert.Equal(Given.PaymentIntentId, finished.Sent("order_id"));
        Assert.Equal("chk_1", finished.Sent("checkout_id"));
    }

    [Fact]
    public async Task A_payment_intent_that_names_a_person_is_a_payment_and_its_session_tells_of_the_same()
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("payment_intent.succeeded", Given.PaymentIntent().With("metadata", Given.ByPerson())),
            StripeEvents.Of("checkout.session.completed", Given.Session()));

        Assert.Equal("4900", recorder.Single("checkout_finished").Sent("revenue"));
    }

    [Fact]
    public async Task A_payment_intent_of_a_session_is_told_by_it()
    {
        var payment = Given.PaymentIntent().With("metadata", Given.ByPerson().With("analyse_flow", "checkout"));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("payment_intent.succeeded", payment));

        recorder.None<AnalyseEvent>();
    }

    [Fact]
    public async Task The_first_invoice_of_a_form_of_ones_own_finishes_the_checkout()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", FirstInvoice(flow: "elements")));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("subscription", finished.Sent("payment_type"));
        Assert.Equal("month", finished.Sent("billing_interval"));
        Assert.Equal("2000", finished.Sent("amount"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", finished.Sent("plan"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", finished.Sent("product_id"));
        Assert.Equal(Given.SubscriptionId, finished.Sent("subscription_id"));
        Assert.Equal(Given.InvoiceId, finished.Sent("invoice_id"));
        Assert.Equal("chk_1", finished.Sent("checkout_id"));
        Assert.Single(recorder.Events);
    }

    [Fact]
    public async Task The_first_invoice_of_a_session_is_told_by_the_session()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", FirstInvoice(flow: "checkout")));

        recorder.None<AnalyseEvent>();
    }

    private static JsonObject FirstInvoice(string flow)
    {
        var invoice = Given.Invoice().With("billing_reason", "subscription_create");
        invoice["parent"]!["subscription_details"]!["metadata"] =
            Given.ByPerson().With("analyse_flow", flow).With("analyse_checkout_id", "chk_1");
        return invoice;
    }
}
