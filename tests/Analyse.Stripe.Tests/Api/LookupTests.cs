using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Api;

/// <summary>What is read from Stripe's API because the webhook does not hold it.</summary>
public sealed class LookupTests
{
    private const string SessionPath = "/v1/checkout/sessions/cs_1";
    private const string PaymentPath = $"/v1/payment_intents/{Given.PaymentIntentId}";

    [Fact]
    public async Task A_session_is_read_once_with_its_line_items()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(SessionPath, Session().With("line_items", Given.Lines(
            new JsonObject { ["price"] = Given.Price("price_fee", lookupKey: "fee").With("type", "one_time").With("recurring", null), ["quantity"] = 2 },
            new JsonObject { ["price"] = Given.Price("price_pro", lookupKey: "pro", interval: "year"), ["quantity"] = 3 })));

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("checkout.session.completed", Session()));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("pro", finished.Sent("plan"));
        Assert.Equal("year", finished.Sent("billing_interval"));
        Assert.Equal("prod_QXg1hqf4jFNsqG", finished.Sent("product_id"));
        Assert.Equal("5", finished.Sent("items_count"));
        Assert.Equal($"{SessionPath}?expand[0]=line_items", Assert.Single(stripe.Requests));
        Assert.Null(Assert.Single(stripe.Accounts));
    }

    [Fact]
    public async Task A_list_of_which_only_the_first_items_are_shown_is_not_counted()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(SessionPath, Session().With("line_items", Given.Lines(
            new JsonObject { ["price"] = StripeObjects.Price(), ["quantity"] = 2 }).With("has_more", true)));

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("checkout.session.completed", Session()));

        Assert.Null(recorder.Single("checkout_finished").Sent("items_count"));
        Assert.Equal("month", recorder.Single("checkout_finished").Sent("billing_interval"));
    }

    [Fact]
    public async Task A_session_whose_metadata_says_it_all_is_not_read()
    {
        await using var stripe = await FakeStripe.StartAsync();
        var session = Session().With("metadata", Given.ByPerson().With("analyse_plan", "pro").With("analyse_billing_interval", "month"));

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("checkout.session.completed", session));

        Assert.Equal("pro", recorder.Single("checkout_finished").Sent("plan"));
        Assert.Empty(stripe.Requests);
    }

    [Fact]
    public async Task What_is_not_captured_is_not_asked_for()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var app = await WebhookApp.StartAsync(static options => options.ExcludedEvents.Add("checkout_finished"), stripe.Client());

        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Session()));
        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Session().With("payment_status", "unpaid")));
        await app.SendAsync(StripeEvents.Of("refund.updated", Given.Refund().With("metadata", null)));

        Assert.Empty(stripe.Requests);
    }

    [Fact]
    public async Task A_price_that_an_invoice_only_names_is_read()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers("/v1/prices/price_1", Given.Price("price_1", lookupKey: "pro", interval: "week"));

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("invoice.paid", InvoiceOf("price_1")));

        Assert.Equal("pro", recorder.Single("invoice_paid").Sent("plan"));
        Assert.Equal("week", recorder.Single("invoice_paid").Sent("billing_interval"));
        Assert.Equal("/v1/prices/price_1", Assert.Single(stripe.Requests));
    }

    [Theory]
    [InlineData("refund.created", "refund_issued")]
    [InlineData("charge.dispute.created", "dispute_opened")]
    [InlineData("charge.dispute.closed", "dispute_closed")]
    public async Task The_person_of_a_refund_or_a_dispute_is_that_of_its_payment(string type, string name)
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(PaymentPath, Given.PaymentIntent().With("metadata", Given.ByPerson().With("analyse_anonymous_id", "anon_1")));
        var about = (type is "refund.created" ? Given.Refund() : Given.Dispute()).With("metadata", new JsonObject());

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of(type, about));

        Assert.Equal(Some.Person, recorder.Single(name).PersonId);
        Assert.Equal("anon_1", recorder.Single(name).AnonymousId);
        Assert.Equal(PaymentPath, Assert.Single(stripe.Requests));
    }

    [Fact]
    public async Task The_person_of_a_subscriptions_payment_is_that_of_the_invoice_that_it_paid()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe
            .Answers(PaymentPath, Given.PaymentIntent().With("metadata", new JsonObject()))
            .Answers("/v1/invoice_payments", Given.Lines(new JsonObject { ["object"] = "invoice_payment", ["invoice"] = Given.Invoice() }));

        var recorder = await Webhook.TakesAsync(
            stripe.Client(), StripeEvents.Of("refund.created", Given.Refund().With("metadata", new JsonObject())));

        Assert.Equal(Some.Person, recorder.Single("refund_issued").PersonId);
        Assert.Equal(
            [PaymentPath, $"/v1/invoice_payments?expand[0]=data.invoice&payment[type]=payment_intent&payment[payment_intent]={Given.PaymentIntentId}"],
            stripe.Requests);
    }

    [Fact]
    public async Task The_person_of_an_old_payment_is_that_of_its_charge()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers("/v1/charges/ch_1", new JsonObject { ["id"] = "ch_1", ["metadata"] = Given.ByPerson() });

        var recorder = await Webhook.TakesAsync(
            stripe.Client(), StripeEvents.Of("refund.created", Given.Refund().With("metadata", null).With("payment_intent", null)));

        Assert.Equal(Some.Person, recorder.Single("refund_issued").PersonId);
    }

    [Fact]
    public async Task A_refund_that_says_who_it_was_is_not_asked_about()
    {
        await using var stripe = await FakeStripe.StartAsync();

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("refund.created", Given.Refund()));

        Assert.Equal(Some.Person, recorder.Single("refund_issued").PersonId);
        Assert.Empty(stripe.Requests);
    }

    [Fact]
    public async Task The_payments_person_comes_before_the_refunds_own_browser()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(PaymentPath, Given.PaymentIntent());
        var refund = Given.Refund().With("metadata", new JsonObject { ["analyse_anonymous_id"] = "anon_1" });

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("refund.created", refund));

        Assert.Equal(Some.Person, recorder.Single("refund_issued").PersonId);
        Assert.Null(recorder.Single("refund_issued").AnonymousId);
    }

    [Fact]
    public async Task A_connected_account_is_asked_about_its_own_payment()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(PaymentPath, Given.PaymentIntent());
        var payload = JsonNode.Parse(StripeEvents.Of("refund.created", Given.Refund().With("metadata", null)))!.AsObject().With("account", "acct_1");

        await Webhook.TakesAsync(stripe.Client(), payload.ToJsonString());

        Assert.Equal("acct_1", Assert.Single(stripe.Accounts));
    }

    [Theory]
    [InlineData("a/../../v1/balance", "/v1/prices/a%2F..%2F..%2Fv1%2Fbalance")]
    [InlineData("a?expand[]=product&x=#y", "/v1/prices/a%3Fexpand%5B%5D%3Dproduct%26x%3D%23y")]
    [InlineData("a%2f..%2fb", "/v1/prices/a%252f..%252fb")]
    [InlineData("..\\..\\balance", "/v1/prices/..%5C..%5Cbalance")]
    [InlineData("gold plan ü", "/v1/prices/gold%20plan%20%C3%BC")]
    [InlineData("@other.example", "/v1/prices/%40other.example")]
    public async Task An_id_cannot_lead_to_another_path(string id, string asked)
    {
        await using var stripe = await FakeStripe.StartAsync();

        await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("invoice.paid", InvoiceOf(id)));

        Assert.Equal(asked, Assert.Single(stripe.Requests));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_of_dots_is_not_asked_for(string id)
    {
        await using var stripe = await FakeStripe.StartAsync();

        var recorder = await Webhook.TakesAsync(stripe.Client(), StripeEvents.Of("invoice.paid", InvoiceOf(id)));

        recorder.Single("invoice_paid");
        Assert.Empty(stripe.Requests);
    }

    private static JsonObject Session() => Given.SubscriptionSession().With("id", "cs_1");

    private static JsonObject InvoiceOf(string priceId) => Given.Invoice().With("lines", Given.Lines(new JsonObject
    {
        ["amount"] = 2000,
        ["pricing"] = new JsonObject
        {
            ["type"] = "price_details",
            ["price_details"] = new JsonObject { ["price"] = priceId, ["product"] = "prod_1" },
        },
    }));
}
