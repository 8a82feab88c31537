using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Stripe.Tests.Api;

/// <summary>What becomes of a webhook when Stripe's API does not say what is asked.</summary>
public sealed class LookupFailureTests
{
    private const string SessionPath = "/v1/checkout/sessions/cs_1";

    private static string Session => StripeEvents.Of("checkout.session.completed", Given.SubscriptionSession().With("id", "cs_1"));

    private static string Refund => StripeEvents.Of("refund.created", Given.Refund().With("metadata", new JsonObject()));

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refusal_goes_on_without_the_answer_and_warns_once(HttpStatusCode status)
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(SessionPath, status);
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(Session));

        Assert.Equal("subscription", app.Recorder.Single("checkout_finished").Sent("payment_type"));
        var warning = Assert.Single(app.Log.GetSnapshot(), static record => record.Id.Name == "StripeLookupRefused");
        Assert.Contains(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_not_ask_is_complained_of_once_a_minute_at_most()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await app.SendAsync(Session));
        }

        Assert.Equal(5, stripe.Requests.Count);
        Assert.Single(app.Log.GetSnapshot(), static record => record.Id.Name == "StripeLookupRefused");
    }

    [Fact]
    public async Task A_payment_that_Stripe_will_not_show_leaves_nobody_and_is_asked_for_once()
    {
        await using var stripe = await FakeStripe.StartAsync();
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(Refund));

        Assert.Equal(CaptureResult.NoIdentity, Assert.Single(app.Recorder.Refused).Result);
        Assert.Single(stripe.Requests);
        Assert.Single(app.Log.GetSnapshot(), static record => record.Id.Name == "StripeLookupRefused");
        Assert.Single(app.Log.GetSnapshot(), static record => record is { Level: LogLevel.Error, Id.Name: "StripeNobody" });
    }

    [Fact]
    public async Task A_refund_waits_for_a_new_key_when_Stripe_knows_this_one_no_longer()
    {
        await using var stripe = await FakeStripe.StartAsync();
        var payment = $"/v1/payment_intents/{Given.PaymentIntentId}";
        stripe.Answers(payment, HttpStatusCode.Unauthorized);
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.SendAsync(Refund));
        Assert.Empty(app.Recorder.Refused);
        Assert.Single(app.Log.GetSnapshot(), static record => record.Id.Name == "StripeLookupRefused");

        stripe.Answers(payment, Given.PaymentIntent());
        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(Refund));
        Assert.Equal(Some.Person, app.Recorder.Single("refund_issued").PersonId);
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout, "{}")]
    [InlineData(HttpStatusCode.Conflict, "{}")]
    [InlineData(HttpStatusCode.TooManyRequests, """{ "error": { "type": "rate_limit_error" } }""")]
    [InlineData(HttpStatusCode.InternalServerError, """{ "error": { "type": "api_error" } }""")]
    [InlineData(HttpStatusCode.BadGateway, "<html>Bad gateway</html>")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    [InlineData(HttpStatusCode.OK, "not JSON")]
    public async Task A_failure_that_passes_makes_Stripe_send_the_webhook_again(HttpStatusCode status, string body)
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(SessionPath, status, body);
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.SendAsync(Session));
        Assert.Empty(app.Recorder.Events);

        stripe.Answers(SessionPath, Given.SubscriptionSession().With("line_items", Given.Lines(
            new JsonObject { ["price"] = Given.Price("price_1", lookupKey: "pro"), ["quantity"] = 1 })));
        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(Session));
        Assert.Equal("pro", app.Recorder.Single("checkout_finished").Sent("plan"));
    }

    [Fact]
    public async Task A_failure_while_the_person_is_asked_for_keeps_nothing()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe
            .Answers($"/v1/payment_intents/{Given.PaymentIntentId}", Given.PaymentIntent().With("metadata", null))
            .Answers("/v1/invoice_payments", HttpStatusCode.InternalServerError);
        await using var app = await WebhookApp.StartAsync(services: stripe.Client());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.SendAsync(Refund));

        Assert.Empty(app.Recorder.Events);
        Assert.Empty(app.Recorder.Refused);
    }

    [Fact]
    public async Task A_closed_port_makes_Stripe_send_the_webhook_again()
    {
        await using var app = await WebhookApp.StartAsync(services: FakeStripe.ClientAt($"http://127.0.0.1:{ClosedPort()}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.SendAsync(Session));

        Assert.Empty(app.Recorder.Events);
    }

    [Fact]
    public async Task Stripes_own_library_cannot_hold_the_answer_longer_than_the_patience()
    {
        await using var stripe = (await FakeStripe.StartAsync()).Hangs();
        await using var app = await WebhookApp.StartAsync(services: stripe.Client(retries: 2));

        var answer = app.SendAsync(Session);
        await stripe.Asked.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        app.Time.Advance(TimeSpan.FromSeconds(8));

        // The fake never answers: without an end of its own this would wait for the 80 s of the library, three times.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await answer);
        Assert.Empty(app.Recorder.Events);
        Assert.Contains(app.Log.GetSnapshot(), static record =>
            record.Id.Name == "StripeNotSafe" && record.Message.Contains("did not answer within 8 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_waits_between_the_librarys_own_attempts_end_with_the_patience_too()
    {
        await using var stripe = await FakeStripe.StartAsync();
        stripe.Answers(SessionPath, HttpStatusCode.InternalServerError);
        await using var app = await WebhookApp.StartAsync(services: stripe.Client(retries: 1_000));

        var answer = app.SendAsync(Session);
        await stripe.Asked.WaitAsync(TestContext.Current.CancellationToken);
        app.Time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await answer);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
