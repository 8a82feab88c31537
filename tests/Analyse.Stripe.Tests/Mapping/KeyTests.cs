using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class KeyTests
{
    private const string SessionId = "cs_test_a1YS1URlnyQCN5fUUduORoQ7Pw41PJqDWkIVQCpJPqkfIhd6tVY8XB1OLY";

    private static readonly DateTimeOffset _trialEnd = Some.Now.AddDays(14);

    public static TheoryData<string, string, string> Facts() => new()
    {
        { "checkout_finished", StripeEvents.Of("checkout.session.completed", Given.Session()), StripeKeys.CheckoutSession(SessionId) },
        { "checkout_finished", StripeEvents.Of("checkout.session.async_payment_succeeded", Given.Session()), StripeKeys.CheckoutSession(SessionId) },
        { "checkout_cancelled", StripeEvents.Of("checkout.session.expired", Given.Session()), StripeKeys.CheckoutSession(SessionId) },
        { "checkout_finished", StripeEvents.Of("payment_intent.succeeded", Given.PaymentIntent()), StripeKeys.PaymentIntent(Given.PaymentIntentId) },
        { "checkout_finished", StripeEvents.Of("invoice.paid", First()), StripeKeys.Subscription(Given.SubscriptionId) },
        { "invoice_paid", StripeEvents.Of("invoice.paid", Given.Invoice()), StripeKeys.Invoice(Given.InvoiceId) },
        { "invoice_payment_failed", StripeEvents.Of("invoice.payment_failed", Given.Invoice().With("attempt_count", 3)), StripeKeys.InvoiceFailure(Given.InvoiceId, Some.Now, 3) },
        { "refund_issued", StripeEvents.Of("refund.created", Given.Refund()), StripeKeys.Refund("re_1") },
        { "dispute_opened", StripeEvents.Of("charge.dispute.created", Given.Dispute()), StripeKeys.Dispute("du_1") },
        { "dispute_closed", StripeEvents.Of("charge.dispute.closed", Given.Dispute("won")), StripeKeys.Dispute("du_1") },
        { "trial_started", StripeEvents.Of("customer.subscription.created", OnTrial()), StripeKeys.Trial(Given.SubscriptionId, _trialEnd) },
        {
            "trial_ended",
            StripeEvents.Of("customer.subscription.deleted", OnTrial().With("canceled_at", Given.Seconds(Some.Now)).With("ended_at", Given.Seconds(_trialEnd))),
            StripeKeys.Trial(Given.SubscriptionId, _trialEnd)
        },
        {
            "subscription_cancelled",
            StripeEvents.Of("customer.subscription.deleted", OnTrial().With("canceled_at", Given.Seconds(Some.Now)).With("ended_at", Given.Seconds(Some.Now))),
            StripeKeys.Cancellation(Given.SubscriptionId, Some.Now)
        },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task The_key_names_the_fact_and_never_the_delivery(string name, string payload, string key)
    {
        var again = JsonNode.Parse(payload)!.AsObject().With("id", "evt_again").ToJsonString();

        var recorder = await Webhook.TakesAsync(payload, again);

        Assert.Equal(key, recorder.Single(name).Event.IdempotencyKey);
        Assert.Contains(recorder.Refused, refused => refused.Name == name && refused.Result is CaptureResult.Duplicate);
    }

    [Fact]
    public void A_key_is_made_of_the_ids_of_Stripe()
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(1772366400).AddMilliseconds(900);

        Assert.Equal("cs_1", StripeKeys.CheckoutSession("cs_1"));
        Assert.Equal("pi_1", StripeKeys.PaymentIntent("pi_1"));
        Assert.Equal("in_1", StripeKeys.Invoice("in_1"));
        Assert.Equal("in_1:1772366400:2", StripeKeys.InvoiceFailure("in_1", time, 2));
        Assert.Equal("sub_1:1772366400", StripeKeys.Trial("sub_1", time));
        Assert.Equal("sub_1:1772366400", StripeKeys.Cancellation("sub_1", time));
        Assert.Equal("re_1", StripeKeys.Refund("re_1"));
        Assert.Equal("du_1", StripeKeys.Dispute("du_1"));
        Assert.Throws<ArgumentException>(static () => StripeKeys.Refund(" "));
    }

    [Fact]
    public async Task What_nothing_better_names_has_the_id_of_Stripes_event_whatever_is_told_beside_it()
    {
        var after = Given.Subscription().With("items", Given.Items((Given.Price("price_new"), 1)));
        var previous = new JsonObject
        {
            ["status"] = "trialing",
            ["items"] = Given.Items((Given.Price("price_old"), 1)),
            ["cancel_at_period_end"] = true,
        };
        var payload = JsonNode.Parse(StripeEvents.Of("customer.subscription.updated", after, previous))!.AsObject().With("id", "evt_1").ToJsonString();

        var recorder = await Webhook.TakesAsync(payload);

        Assert.Equal("evt_1", recorder.Single("subscription_changed").Event.IdempotencyKey);
        Assert.Equal("evt_1", recorder.Single("subscription_resumed").Event.IdempotencyKey);
        Assert.Equal(2, recorder.Events.Count);
    }

    [Fact]
    public async Task The_applications_own_capture_with_the_same_key_counts_once()
    {
        await using var app = await WebhookApp.StartAsync();
        var client = (IAnalyseClient)app.Services.GetService(typeof(IAnalyseClient))!;
        client.Capture(new CheckoutFinished(Billing.OneTime, Amount.Minor(4900, "USD"))
        {
            PersonId = Some.Person,
            IdempotencyKey = StripeKeys.CheckoutSession(SessionId),
        });

        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Given.Session()));

        app.Recorder.Single("checkout_finished");
    }

    private static JsonObject First()
    {
        var invoice = Given.Invoice().With("billing_reason", "subscription_create");
        invoice["parent"]!["subscription_details"]!["metadata"]!["analyse_flow"] = "elements";
        return invoice;
    }

    private static JsonObject OnTrial() => Given.Subscription()
        .With("status", "trialing")
        .With("trial_start", Given.Seconds(Some.Now))
        .With("trial_end", Given.Seconds(_trialEnd));
}
