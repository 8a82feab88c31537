using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class InvoiceTests
{
    [Theory]
    [InlineData("subscription_cycle")]
    [InlineData("subscription_update")]
    [InlineData("subscription_threshold")]
    [InlineData("manual")]
    public async Task A_paid_invoice_that_is_not_the_first_is_revenue(string billingReason)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "invoice.paid", Given.Invoice().With("billing_reason", billingReason), created: Some.Now.AddDays(31)));

        var paid = recorder.Single("invoice_paid");
        Assert.Equal("2000", paid.Sent("amount"));
        Assert.Equal("USD", paid.Sent("currency"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", paid.Sent("plan"));
        Assert.Equal("month", paid.Sent("billing_interval"));
        Assert.Equal(billingReason, paid.Sent("billing_reason"));
        Assert.Equal(Given.SubscriptionId, paid.Sent("subscription_id"));
        Assert.Equal(Given.InvoiceId, paid.Sent("invoice_id"));
        Assert.Null(paid.Sent("attempt_count"));
        Assert.Equal(Some.Person, paid.PersonId);
        Assert.Equal(Some.Now.AddDays(31), paid.Timestamp);
        Assert.Single(recorder.Events);
    }

    [Fact]
    public async Task The_first_invoice_finishes_the_checkout_whoever_made_the_subscription()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", Given.Invoice().With("billing_reason", "subscription_create")));

        Assert.Equal("2000", recorder.Single("checkout_finished").Sent("revenue"));
        Assert.Single(recorder.Events);
    }

    [Theory]
    [InlineData("checkout", false, 0)]
    [InlineData("checkout", true, 1)]
    [InlineData("elements", false, 1)]
    public async Task The_receipt_of_a_checkout_that_was_paid_once_is_not_revenue_again(string flow, bool isOfSubscription, int told)
    {
        var invoice = Given.Invoice().With("billing_reason", "manual").With("metadata", Given.ByPerson().With("analyse_flow", flow));
        if (!isOfSubscription)
        {
            invoice.Remove("parent");
        }

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", invoice));

        Assert.Equal(told, recorder.Named("invoice_paid").Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-500)]
    public async Task An_invoice_that_nothing_was_paid_for_is_not_told(long paid)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", Given.Invoice().With("amount_paid", paid)));

        recorder.None<AnalyseEvent>();
    }

    [Theory]
    [InlineData("subscription_cycle")]
    [InlineData("subscription_create")]
    public async Task A_failed_payment_is_told_with_what_is_due_and_the_attempt(string billingReason)
    {
        var invoice = Given.Invoice().With("billing_reason", billingReason).With("amount_paid", 0).With("status", "open").With("attempt_count", 2);

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.payment_failed", invoice));

        var failed = recorder.Single("invoice_payment_failed");
        Assert.Equal("2000", failed.Sent("amount"));
        Assert.Equal("USD", failed.Sent("currency"));
        Assert.Equal("2", failed.Sent("attempt_count"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", failed.Sent("plan"));
        Assert.Equal("month", failed.Sent("billing_interval"));
        Assert.Equal(billingReason, failed.Sent("billing_reason"));
        Assert.Equal(Given.SubscriptionId, failed.Sent("subscription_id"));
        Assert.Equal(Given.InvoiceId, failed.Sent("invoice_id"));
    }

    [Fact]
    public async Task Each_attempt_is_a_failure_of_its_own()
    {
        var first = StripeEvents.Of("invoice.payment_failed", Given.Invoice().With("attempt_count", 1));
        var second = StripeEvents.Of("invoice.payment_failed", Given.Invoice().With("attempt_count", 2));

        var recorder = await Webhook.TakesAsync(first, second, first, second);

        Assert.Equal(["1", "2"], recorder.Named("invoice_payment_failed").Select(static failed => failed.Sent("attempt_count")));
    }
}
