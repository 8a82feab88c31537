using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

/// <summary>Refunds and disputes.</summary>
public sealed class MoneyBackTests
{
    [Fact]
    public async Task A_refund_is_a_negative_amount()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("refund.created", Given.Refund()));

        var refund = recorder.Single("refund_issued");
        Assert.Equal("-1000", refund.Sent("amount"));
        Assert.Equal("USD", refund.Sent("currency"));
        Assert.Equal("re_1", refund.Sent("refund_id"));
        Assert.Equal(Given.PaymentIntentId, refund.Sent("order_id"));
        Assert.Equal("requested_by_customer", refund.Sent("reason"));
    }

    [Fact]
    public async Task Partial_refunds_of_one_payment_are_one_event_each()
    {
        var first = StripeEvents.Of("refund.created", Given.Refund("re_1", 1000));
        var second = StripeEvents.Of("refund.created", Given.Refund("re_2", 500));

        var recorder = await Webhook.TakesAsync(first, second, first);

        Assert.Equal(["-1000", "-500"], recorder.Named("refund_issued").Select(static refund => refund.Sent("amount")));
        Assert.Equal(CaptureResult.Duplicate, Assert.Single(recorder.Refused).Result);
    }

    [Fact]
    public async Task A_refund_of_an_old_payment_names_the_charge()
    {
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("refund.created", Given.Refund().With("payment_intent", null).With("reason", null)));

        var refund = recorder.Single("refund_issued");
        Assert.Equal("ch_1", refund.Sent("order_id"));
        Assert.Null(refund.Sent("reason"));
    }

    [Theory]
    [InlineData("charge.dispute.created", "dispute_opened", "needs_response")]
    [InlineData("charge.dispute.closed", "dispute_closed", "won")]
    [InlineData("charge.dispute.closed", "dispute_closed", "lost")]
    [InlineData("charge.dispute.closed", "dispute_closed", "warning_closed")]
    public async Task A_dispute_is_told_with_its_status(string type, string name, string status)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(type, Given.Dispute(status)));

        var dispute = recorder.Single(name);
        Assert.Equal("4900", dispute.Sent("amount"));
        Assert.Equal("USD", dispute.Sent("currency"));
        Assert.Equal("du_1", dispute.Sent("dispute_id"));
        Assert.Equal(Given.PaymentIntentId, dispute.Sent("order_id"));
        Assert.Equal("fraudulent", dispute.Sent("reason"));
        Assert.Equal(status, dispute.Sent("status"));
    }
}
