using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class SwitchedOffTests
{
    public static TheoryData<string, string> Custom() => new()
    {
        { "invoice_paid", StripeEvents.Of("invoice.paid", Given.Invoice()) },
        { "invoice_payment_failed", StripeEvents.Of("invoice.payment_failed", Given.Invoice()) },
        { "refund_issued", StripeEvents.Of("refund.created", Given.Refund()) },
        { "dispute_opened", StripeEvents.Of("charge.dispute.created", Given.Dispute()) },
        { "dispute_closed", StripeEvents.Of("charge.dispute.closed", Given.Dispute("lost")) },
        {
            "subscription_changed",
            StripeEvents.Of("customer.subscription.updated", Given.Subscription(), new JsonObject { ["items"] = Given.Items((Given.Price("price_old"), 1)) })
        },
        {
            "subscription_resumed",
            StripeEvents.Of("customer.subscription.updated", Given.Subscription(), new JsonObject { ["cancel_at_period_end"] = true })
        },
        { "checkout_finished", StripeEvents.Of("checkout.session.completed", Given.Session()) },
    };

    [Theory]
    [MemberData(nameof(Custom))]
    public async Task An_event_is_on_until_it_is_switched_off(string name, string payload)
    {
        var on = await Webhook.TakesAsync(payload);
        var off = await Webhook.TakesAsync(options => options.ExcludedEvents.Add(name), payload);

        on.Single(name);
        off.None<AnalyseEvent>();
        Assert.Empty(off.Refused);
    }

    [Fact]
    public async Task One_of_several_things_is_switched_off_alone()
    {
        var previous = new JsonObject { ["items"] = Given.Items((Given.Price("price_old"), 1)), ["cancel_at_period_end"] = true };

        var recorder = await Webhook.TakesAsync(
            options => options.ExcludedEvents.Add("subscription_changed"),
            StripeEvents.Of("customer.subscription.updated", Given.Subscription(), previous));

        Assert.Equal("subscription_resumed", Assert.Single(recorder.Events).Name);
    }

    [Theory]
    [InlineData("plan.created")]
    [InlineData("charge.succeeded")]
    [InlineData("charge.refunded")]
    [InlineData("charge.dispute.updated")]
    [InlineData("charge.dispute.funds_withdrawn")]
    [InlineData("customer.created")]
    [InlineData("customer.subscription.trial_will_end")]
    [InlineData("customer.subscription.paused")]
    [InlineData("customer.subscription.resumed")]
    [InlineData("invoice.created")]
    [InlineData("invoice.finalized")]
    [InlineData("invoice.payment_succeeded")]
    [InlineData("invoice_payment.paid")]
    [InlineData("payment_intent.created")]
    [InlineData("payment_intent.payment_failed")]
    [InlineData("refund.updated")]
    [InlineData("refund.failed")]
    [InlineData("setup_intent.succeeded")]
    [InlineData("INVOICE.PAID")]
    [InlineData("something.new")]
    public async Task Every_other_type_is_answered_with_200_and_captures_nothing(string type)
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of(type, Given.Invoice(), new JsonObject { ["status"] = "trialing" }),
            StripeEvents.Of(type, Given.Subscription()),
            StripeEvents.Of(type, Given.PaymentIntent()));

        recorder.None<AnalyseEvent>();
        Assert.Empty(recorder.Refused);
    }
}
