using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Money;

/// <summary>A reversal counts as far as its payment counted, and what is undone later is undone here.</summary>
public sealed class ReversalTests
{
    [Fact]
    public async Task A_refund_of_a_payment_that_is_not_known_counts_and_says_so()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("refund.created", Given.Refund()));

        Assert.Equal("-1000", recorder.Single("refund_issued").Sent("revenue"));
        Assert.Equal("False", recorder.Single("refund_issued").Sent("payment_known"));
    }

    [Fact]
    public async Task A_refund_of_a_payment_that_is_known_says_nothing_of_that()
    {
        var recorder = await Webhook.TakesAsync(Paid.Session(), StripeEvents.Of("refund.created", Paid.Refund()));

        Assert.Equal("-1000", recorder.Single("refund_issued").Sent("revenue"));
        Assert.Null(recorder.Single("refund_issued").Sent("payment_known"));
    }

    [Fact]
    public async Task A_refund_of_a_checkout_that_is_switched_off_has_no_revenue()
    {
        var recorder = await Webhook.TakesAsync(
            static options => options.ExcludedEvents.Add("checkout_finished"),
            Paid.Session(),
            StripeEvents.Of("refund.created", Paid.Refund()));

        Assert.Equal("0", recorder.Single("refund_issued").Sent("revenue"));
        Assert.Equal("-1000", recorder.Single("refund_issued").Sent("amount"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_charge_without_a_payment_intent_counts_nothing_and_neither_does_its_refund(bool hasInvoiceField)
    {
        var charge = new JsonObject
        {
            ["id"] = Paid.Charge,
            ["object"] = "charge",
            ["amount"] = 4900,
            ["captured"] = true,
            ["currency"] = "usd",
            ["payment_intent"] = null,
            ["metadata"] = Given.ByPerson(),
        };
        if (hasInvoiceField)
        {
            charge["invoice"] = null;
        }

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("charge.succeeded", charge),
            StripeEvents.Of("refund.created", Paid.Refund().With("payment_intent", null)));

        Assert.Equal("0", recorder.Single("refund_issued").Sent("revenue"));
    }

    [Fact]
    public async Task A_refund_that_comes_to_nothing_is_taken_back_once()
    {
        var failed = Paid.Refund().With("status", "failed").With("failure_balance_transaction", "txn_back").With("failure_reason", "expired_or_canceled_card");
        var recorder = await Webhook.TakesAsync(
            Paid.Session(),
            StripeEvents.Of("refund.created", Paid.Refund()),
            StripeEvents.Of("refund.updated", failed),
            StripeEvents.Of("refund.failed", failed),
            StripeEvents.Of("charge.refund.updated", failed));

        Assert.Equal(4900, recorder.Revenue());
        Assert.Equal("1000", recorder.Single("refund_failed").Sent("revenue"));
    }

    [Fact]
    public async Task A_pending_refund_counts_when_its_money_moves()
    {
        var recorder = await Webhook.TakesAsync(
            Paid.Session(),
            StripeEvents.Of("refund.created", Paid.Refund().With("status", "pending").With("balance_transaction", null)),
            StripeEvents.Of("refund.updated", Paid.Refund()));

        Assert.Equal("0", recorder.Single("refund_issued").Sent("revenue"));
        Assert.Equal("-1000", recorder.Single("revenue_corrected").Sent("revenue"));
        Assert.Equal("re_1", recorder.Single("revenue_corrected").Sent("refund_id"));
    }

    [Fact]
    public async Task A_dispute_that_is_lost_and_won_after_an_appeal_costs_nothing_in_the_end()
    {
        var recorder = await Webhook.TakesAsync(
            Paid.Session(),
            StripeEvents.Of("charge.dispute.created", Paid.Dispute("needs_response", "1", -4900)),
            StripeEvents.Of("charge.dispute.closed", Paid.Dispute("lost", "1", -4900)),
            StripeEvents.Of("charge.dispute.funds_reinstated", Paid.Dispute("won", "1", -4900, 4900)),
            StripeEvents.Of("charge.dispute.closed", Paid.Dispute("won", "1", -4900, 4900)));

        Assert.Equal(["0", "4900"], recorder.Named("dispute_closed").Select(static closed => closed.Sent("revenue")));
        Assert.Equal("-4900", recorder.Single("dispute_opened").Sent("revenue"));
        Assert.Equal(4900, recorder.Revenue());
    }

    [Fact]
    public async Task A_fee_among_the_movements_of_a_dispute_is_no_revenue()
    {
        var dispute = Paid.Dispute("lost", "1", -4900, -1500);
        dispute["balance_transactions"]![1]!["type"] = "stripe_fee";

        var recorder = await Webhook.TakesAsync(Paid.Session(), StripeEvents.Of("charge.dispute.closed", dispute));

        Assert.Equal(0, recorder.Revenue());
    }

    [Theory]
    [InlineData("created first")]
    [InlineData("charge first")]
    [InlineData("charge alone")]
    public async Task A_refund_that_its_charge_tells_of_too_counts_once(string order)
    {
        string[] told =
        [
            StripeEvents.Of("refund.created", Paid.Refund()),
            Paid.ChargeRefunded(1000, before: 0),
            StripeEvents.Of("charge.refund.updated", Paid.Refund(), new JsonObject { ["status"] = "pending" }),
        ];
        string[] payloads = order switch
        {
            "created first" => [told[0], told[1], told[2]],
            "charge first" => [told[1], told[0], told[2]],
            _ => [told[1], told[2]],
        };

        var recorder = await Webhook.TakesAsync([Paid.Session(), .. payloads]);

        Assert.Equal("-1000", recorder.Single("refund_issued").Sent("revenue"));
        Assert.Equal(3900, recorder.Revenue());
        recorder.None("revenue_corrected");
    }

    [Fact]
    public async Task Money_of_a_connected_account_is_named_and_not_counted()
    {
        static string Of(string payload) => JsonNode.Parse(payload)!.AsObject().With("account", "acct_1").ToJsonString();
        string[] payloads = [Of(Paid.Session()), Of(Paid.ChargeRefunded(1000, before: 0))];

        var other = await Webhook.TakesAsync(payloads);
        var own = await Webhook.TakesAsync(static options => options.CountConnectedAccounts = true, payloads);

        Assert.Equal((0, 3900), (other.Revenue(), own.Revenue()));
        Assert.Equal("acct_1", other.Single("refund_issued").Sent("account"));
        Assert.Equal("-1000", other.Single("refund_issued").Sent("amount"));
    }
}
