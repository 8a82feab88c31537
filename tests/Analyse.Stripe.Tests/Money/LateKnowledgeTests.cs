using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Money;

/// <summary>What becomes known later is set right, in any order, and once.</summary>
public sealed class LateKnowledgeTests
{
    private static readonly DateTimeOffset _later = Some.Now.AddDays(3);

    [Fact]
    public async Task A_refund_that_nobody_was_known_for_is_issued_when_its_payment_names_the_person()
    {
        var refund = StripeEvents.Of("refund.created", Paid.Refund(), created: _later);
        await using var app = await WebhookApp.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(refund));
        Assert.Equal(CaptureResult.NoIdentity, Assert.Single(app.Recorder.Refused).Result);
        await app.SendAsync(Paid.Session());

        var issued = app.Recorder.Single("refund_issued");
        Assert.Equal((Some.Person, _later, "-1000", "USD"), (issued.PersonId, issued.Timestamp, issued.Sent("revenue"), issued.Sent("currency")));
        Assert.Equal(("re_1", Paid.Intent, Paid.Charge), (issued.Sent("refund_id"), issued.Sent("order_id"), issued.Sent("charge_id")));
        Assert.Equal(3900, app.Recorder.Revenue());
    }

    [Fact]
    public async Task What_was_held_back_is_captured_once_however_often_it_is_delivered()
    {
        var refund = StripeEvents.Of("refund.created", Paid.Refund(), created: _later);

        var recorder = await Webhook.TakesAsync(refund, refund, Paid.Session(), Paid.Session(), refund, refund);

        recorder.Single("refund_issued");
        Assert.Equal(3900, recorder.Revenue());
    }

    [Fact]
    public async Task A_renewal_that_nobody_was_known_for_is_captured_when_the_customer_is_named()
    {
        var renewal = Given.Invoice().With("id", "in_2").With("customer", "cus_9");
        renewal["parent"]!["subscription_details"]!["metadata"] = new JsonObject();
        var customer = new JsonObject { ["id"] = "cus_9", ["object"] = "customer", ["metadata"] = Given.ByPerson() };

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("invoice.paid", renewal), StripeEvents.Of("customer.updated", customer));

        var paid = recorder.Single("invoice_paid");
        Assert.Equal((Some.Person, "2000", "prod_QXg1hqf4jFNsqG", "month"), (paid.PersonId, paid.Sent("revenue"), paid.Sent("plan"), paid.Sent("billing_interval")));
    }

    [Fact]
    public async Task A_checkout_that_nobody_was_known_for_keeps_what_it_says()
    {
        var session = JsonNode.Parse(Paid.Session())!;
        session["data"]!["object"]!["metadata"] = new JsonObject { ["analyse_checkout_id"] = "chk_1", ["analyse_plan"] = "book" };
        session["data"]!["object"]!["customer"] = "cus_9";

        var recorder = await Webhook.TakesAsync(
            session.ToJsonString(),
            StripeEvents.Of("customer.created", new JsonObject { ["id"] = "cus_9", ["object"] = "customer", ["metadata"] = Given.ByPerson() }));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal(("chk_1", "book", "one_time", "4900"), (finished.Sent("checkout_id"), finished.Sent("plan"), finished.Sent("payment_type"), finished.Sent("revenue")));
        Assert.Equal("cs_1", finished.Event.IdempotencyKey);
    }

    [Fact]
    public async Task A_session_that_was_counted_before_its_invoice_said_less_is_corrected()
    {
        var session = Given.SubscriptionSession().With("amount_total", 2000);
        var invoice = Given.Invoice().With("billing_reason", "subscription_create").With("amount_paid", 1500);
        invoice["parent"]!["subscription_details"]!["metadata"] = Given.ByPerson().With("analyse_flow", "checkout");

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("checkout.session.completed", session), StripeEvents.Of("invoice.paid", invoice));

        Assert.Equal(1500, recorder.Revenue());
    }

    [Fact]
    public async Task Revenue_moves_to_the_plan_as_soon_as_that_is_known()
    {
        var invoice = Given.Invoice().With("billing_reason", "subscription_create").With("amount_paid", 4900).With("amount_due", 4900);
        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("checkout.session.completed", Given.SubscriptionSession()), StripeEvents.Of("invoice.paid", invoice));

        var byPlan = recorder.Events.GroupBy(static recorded => recorded.Sent("plan") ?? "").ToDictionary(
            static plan => plan.Key, static plan => plan.Sum(static recorded => recorded.Properties.GetProperty("revenue").GetInt64()));
        Assert.Equal((0, 4900), (byPlan[""], byPlan["prod_QXg1hqf4jFNsqG"]));
    }

    [Fact]
    public async Task A_refund_of_an_earlier_payment_is_of_the_plan_that_was_paid_and_not_of_todays()
    {
        var first = Given.Invoice().With("id", "in_1").With("payment_intent", Paid.Intent);
        var pro = Given.Subscription().With("items", Given.Items((Given.Price("price_pro", 5000, "pro"), 1)));

        var recorder = await Webhook.TakesAsync(
            StripeEvents.Of("invoice.paid", first),
            StripeEvents.Of("customer.subscription.updated", pro, new JsonObject { ["items"] = Given.Items((StripeObjects.Price(), 1)) }, _later),
            StripeEvents.Of("refund.created", Paid.Refund(), created: _later));

        var refund = recorder.Single("refund_issued");
        Assert.Equal(("prod_QXg1hqf4jFNsqG", "month"), (refund.Sent("plan"), refund.Sent("billing_interval")));
        Assert.Equal((Given.SubscriptionId, "in_1"), (refund.Sent("subscription_id"), refund.Sent("invoice_id")));
    }
}
