using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Api;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

/// <summary>A year in the life of one subscription, in euros, of a person who also buys a book in yen.</summary>
public sealed class YearOfASubscriptionTests
{
    private const string TrialEnd = "2025-01-15";

    private static readonly JsonObject _basic = Given.Price("price_basic", 2000, "basic").With("currency", "eur");
    private static readonly JsonObject _pro = Given.Price("price_pro", 5000, "pro").With("currency", "eur");

    /// <summary>What Stripe sends, in the order in which it happens. Half of it is nothing to capture.</summary>
    private static string[] Year =>
    [
        // A trial of two weeks, which the person keeps.
        On("2025-01-01", "checkout.session.completed", Checkout("cs_sub", 0, "eur").With("mode", "subscription").With("payment_status", "no_payment_required").With("subscription", Given.SubscriptionId)),
        On("2025-01-01", "customer.subscription.created", Subscription("trialing")),
        On("2025-01-01", "invoice.paid", Invoice("in_0", 0, "subscription_create")),
        On("2025-01-12", "customer.subscription.trial_will_end", Subscription("trialing")),
        On("2025-01-15", "customer.subscription.updated", Subscription("active"), """{ "status": "trialing" }"""),
        On("2025-01-15", "invoice.paid", Invoice("in_1", 2000)),

        // The card fails, and the second attempt succeeds.
        On("2025-02-15", "invoice.payment_failed", Invoice("in_2", 2000, attempt: 1, isPaid: false)),
        On("2025-02-15", "customer.subscription.updated", Subscription("past_due"), """{ "status": "active" }"""),
        On("2025-02-18", "invoice.paid", Invoice("in_2", 2000, attempt: 2)),
        On("2025-02-18", "customer.subscription.updated", Subscription("active"), """{ "status": "past_due" }"""),

        // An upgrade, paid for the rest of the month, of which a part is given back.
        On("2025-04-01", "customer.subscription.updated", Subscription("active", _pro), new JsonObject { ["items"] = Given.Items((_basic, 1)) }.ToJsonString()),
        On("2025-04-01", "invoice.paid", Invoice("in_3", 1500, "subscription_update", price: _pro)),
        On("2025-04-05", "charge.refunded", new JsonObject { ["id"] = "ch_3", ["amount_refunded"] = 500 }),
        On("2025-04-05", "refund.created", Refund("re_1", "pi_3", 500, "eur")),

        // A month whose payment the bank takes back.
        On("2025-04-15", "invoice.paid", Invoice("in_4", 5000, price: _pro)),
        On("2025-05-01", "charge.dispute.created", Dispute("needs_response")),
        On("2025-06-10", "charge.dispute.closed", Dispute("lost")),

        // A book, bought once, of which a part is given back in two steps.
        On("2025-06-20", "checkout.session.completed", Checkout("cs_book", 3000, "jpy").With("payment_intent", "pi_book")),
        On("2025-06-21", "refund.created", Refund("re_2", "pi_book", 700, "jpy")),
        On("2025-06-22", "refund.created", Refund("re_3", "pi_book", 300, "jpy")),

        // Cancelled, taken back, cancelled again.
        On("2025-07-01", "customer.subscription.updated", Ending("2025-07-01", "2025-07-15"), """{ "cancel_at_period_end": false, "cancel_at": null, "canceled_at": null }"""),
        On("2025-07-03", "customer.subscription.updated", Subscription("active", _pro), Before("2025-07-01", "2025-07-15")),
        On("2025-07-15", "invoice.paid", Invoice("in_5", 5000, price: _pro)),
        On("2025-11-20", "customer.subscription.updated", Ending("2025-11-20", "2025-12-15"), """{ "cancel_at_period_end": false, "cancel_at": null, "canceled_at": null }"""),
        On("2025-12-15", "customer.subscription.deleted", Ending("2025-11-20", "2025-12-15").With("status", "canceled").With("ended_at", At("2025-12-15"))),
    ];

    private static string[] Expected =>
    [
        "2025-01-01 checkout_finished 0 EUR",
        "2025-01-01 trial_started basic",
        "2025-01-15 invoice_paid basic 2000 EUR",
        "2025-01-15 trial_ended basic converted",
        "2025-02-15 invoice_payment_failed basic 2000 EUR",
        "2025-02-15 subscription_past_due basic",
        "2025-02-18 invoice_paid basic 2000 EUR",
        "2025-04-01 invoice_paid pro 1500 EUR",
        "2025-04-01 subscription_changed pro basic pro EUR",
        "2025-04-05 refund_issued -500 EUR requested_by_customer",
        "2025-04-15 invoice_paid pro 5000 EUR",
        "2025-05-01 dispute_opened 5000 EUR fraudulent needs_response",
        "2025-06-10 dispute_closed 5000 EUR fraudulent lost",
        "2025-06-20 checkout_finished 3000 JPY",
        "2025-06-21 refund_issued -700 JPY requested_by_customer",
        "2025-06-22 refund_issued -300 JPY requested_by_customer",
        "2025-07-01 subscription_cancelled pro user_request 2025-07-15",
        "2025-07-03 subscription_resumed pro",
        "2025-07-15 invoice_paid pro 5000 EUR",
        "2025-11-20 subscription_cancelled pro user_request 2025-12-15",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20250101)]
    public async Task A_year_comes_out_right_in_any_order_and_delivered_twice(int? seed)
    {
        await using var stripe = await StripeWithPaymentsAsync();
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        foreach (var payload in Deliveries(seed))
        {
            Assert.Equal(HttpStatusCode.OK, await app.SendAsync(payload));
        }

        Assert.Equal(Expected, app.Recorder.Events.Select(Line).Order(StringComparer.Ordinal));
        Assert.All(app.Recorder.Refused, static refused => Assert.Equal(CaptureResult.Duplicate, refused.Result));
        Assert.Equal(Expected.Length, app.Recorder.Refused.Count);
        Assert.Equal(Expected.Length, app.Recorder.By(Some.Person).Count);

        // 2,000 + 2,000 + 1,500 + 5,000 + 5,000 euro cents, less 500 given back and 5,000 lost; 3,000 yen, less 1,000.
        Assert.Equal(
            new Dictionary<string, long> { ["EUR"] = 10_000, ["JPY"] = 2_000 },
            app.Recorder.Events.Where(IsMoney).GroupBy(static recorded => recorded.Sent("currency")!).ToDictionary(
                static currency => currency.Key, static currency => currency.Sum(Net)));
    }

    /// <summary>Each payload twice: in order one after the other, or all of them shuffled.</summary>
    private static string[] Deliveries(int? seed)
    {
        string[] deliveries = [.. Year.SelectMany(static payload => (string[])[payload, payload])];
        if (seed is { } shuffled)
        {
            new Random(shuffled).Shuffle(deliveries);
        }

        return deliveries;
    }

    private static bool IsMoney(RecordedEvent recorded) =>
        recorded.Name is "checkout_finished" or "invoice_paid" or "refund_issued"
        || (recorded.Name is "dispute_closed" && recorded.Sent("status") is "lost");

    private static long Net(RecordedEvent recorded) =>
        recorded.Properties.GetProperty("amount").GetInt64() * (recorded.Name is "dispute_closed" ? -1 : 1);

    private static string Line(RecordedEvent recorded) => string.Join(' ', ((string?[])
    [
        recorded.Timestamp.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        recorded.Name,
        recorded.Sent("plan"),
        recorded.Sent("plan_from"),
        recorded.Sent("plan_to"),
        recorded.Sent("amount"),
        recorded.Sent("currency"),
        recorded.Sent("reason"),
        recorded.Sent("status"),
        recorded.Sent("effective_at"),
    ]).Where(static part => part is not null));

    /// <summary>Refunds and disputes hold the payment's id alone. The book's payment knows the person; those of invoices do not.</summary>
    private static async Task<FakeStripe> StripeWithPaymentsAsync()
    {
        var stripe = await FakeStripe.StartAsync();
        return stripe
            .Answers("/v1/payment_intents/pi_book", Given.PaymentIntent())
            .Answers("/v1/payment_intents/pi_3", Given.PaymentIntent().With("metadata", new JsonObject()))
            .Answers("/v1/payment_intents/pi_4", Given.PaymentIntent().With("metadata", new JsonObject()))
            .Answers("/v1/invoice_payments", Given.Lines(new JsonObject { ["invoice"] = Given.Invoice() }))
            .Answers("/v1/checkout/sessions/cs_sub", Checkout("cs_sub", 0, "eur"))
            .Answers("/v1/checkout/sessions/cs_book", Checkout("cs_book", 3000, "jpy"));
    }

    private static string On(string day, string type, JsonObject dataObject, string? previous = null) =>
        StripeEvents.Of(type, dataObject, previous is null ? null : JsonNode.Parse(previous)!.AsObject(), Day(day));

    private static JsonObject Checkout(string id, long total, string currency) =>
        Given.Session().With("id", id).With("amount_total", total).With("currency", currency).With("payment_intent", null);

    private static JsonObject Subscription(string status, JsonObject? price = null) => Given.Subscription()
        .With("status", status)
        .With("items", Given.Items((price ?? _basic, 1)))
        .With("trial_start", At("2025-01-01"))
        .With("trial_end", At(TrialEnd));

    private static JsonObject Ending(string asked, string end) => Subscription("active", _pro)
        .With("cancel_at_period_end", true)
        .With("cancel_at", At(end))
        .With("canceled_at", At(asked))
        .With("cancellation_details", new JsonObject { ["reason"] = "cancellation_requested" });

    private static string Before(string asked, string end) =>
        new JsonObject { ["cancel_at_period_end"] = true, ["cancel_at"] = At(end), ["canceled_at"] = At(asked) }.ToJsonString();

    private static JsonObject Invoice(
        string id, long amount, string reason = "subscription_cycle", JsonObject? price = null, int attempt = 1, bool isPaid = true) => Given.Invoice()
        .With("id", id)
        .With("amount_due", amount)
        .With("amount_paid", isPaid ? amount : 0)
        .With("currency", "eur")
        .With("billing_reason", reason)
        .With("attempt_count", attempt)
        .With("lines", Given.Lines(Given.Line(amount, (price ?? _basic).DeepClone().AsObject())));

    private static JsonObject Refund(string id, string payment, long amount, string currency) =>
        Given.Refund(id, amount).With("currency", currency).With("payment_intent", payment).With("metadata", new JsonObject());

    private static JsonObject Dispute(string status) => Given.Dispute(status)
        .With("amount", 5000)
        .With("currency", "eur")
        .With("payment_intent", "pi_4")
        .With("metadata", new JsonObject());

    private static JsonNode At(string day) => Given.Seconds(Day(day));

    private static DateTimeOffset Day(string day) => DateTimeOffset.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
