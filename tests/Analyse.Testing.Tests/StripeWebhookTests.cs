using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Stripe;
using Xunit;

namespace Analyse.Testing.Tests;

public sealed class StripeWebhookTests
{
    private const string Secret = "whsec_test_0123456789";
    private const string Paid = """
        {
          "id": "evt_1", "object": "event", "type": "checkout.session.completed", "created": 1777887000, "livemode": false,
          "data": { "object": {
            "id": "cs_1", "object": "checkout.session", "mode": "payment", "payment_status": "paid", "payment_intent": "pi_1",
            "amount_total": 2650, "currency": "eur", "metadata": { "analyse_person_id": "user_123" } } }
        }
        """;

    private static readonly DateTimeOffset _now = new(2026, 5, 4, 9, 30, 0, 999, TimeSpan.Zero);
    private static readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData(Paid)]
    [InlineData("{\"name\":\"Zoë 株式会社 🌊\"}")]
    public void A_signature_is_the_one_that_Stripe_makes(string payload)
    {
        var header = StripeWebhook.Sign(payload, Secret, _now);

        Assert.Equal(EventUtility.GenerateSignatureHeader(payload, Secret, _now.ToUnixTimeSeconds()), header);
        EventUtility.ValidateSignature(payload, header, Secret, 0, _now.ToUnixTimeSeconds());
    }

    [Fact]
    public void Text_and_its_bytes_have_the_same_signature() =>
        Assert.Equal(StripeWebhook.Sign(Paid, Secret, _now), StripeWebhook.Sign(Encoding.UTF8.GetBytes(Paid), Secret, _now));

    [Fact]
    public void Another_secret_another_second_and_another_byte_make_another_signature()
    {
        string[] headers =
        [
            StripeWebhook.Sign(Paid, Secret, _now),
            StripeWebhook.Sign(Paid, Secret + "0", _now),
            StripeWebhook.Sign(Paid, Secret, _now.AddSeconds(1)),
            StripeWebhook.Sign(Paid + " ", Secret, _now),
        ];

        Assert.Equal(headers.Length, headers.Select(header => header.Split("v1=")[1]).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_secret_is_a_mistake_of_the_test(string secret)
    {
        Assert.Throws<ArgumentException>(() => StripeWebhook.Sign(Paid, secret, _now));
        Assert.Throws<ArgumentException>(() => StripeWebhook.CreateContent(Paid, secret, _now));
    }

    [Fact]
    public async Task A_test_sends_a_webhook_and_reads_the_event()
    {
        var time = new FakeTimeProvider(_now);
        await using var app = await StartAsync(time);
        var recorder = app.Services.GetRequiredService<AnalyseRecorder>();
        using var client = app.GetTestClient();

        using var first = await client.PostAsync("/webhooks/stripe", StripeWebhook.CreateContent(Paid, Secret, time.GetUtcNow()), _cancelled);
        using var again = await client.PostAsync(
            "/webhooks/stripe", StripeWebhook.CreateContent(Encoding.UTF8.GetBytes(Paid), Secret, time.GetUtcNow()), _cancelled);
        using var foreign = await client.PostAsync("/webhooks/stripe", StripeWebhook.CreateContent(Paid, "whsec_other", time.GetUtcNow()), _cancelled);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest], [first.StatusCode, again.StatusCode, foreign.StatusCode]);
        var finished = recorder.Single<CheckoutFinished>();
        Assert.Equal("user_123", finished.PersonId);
        Assert.Equal(Amount.Minor(2650, "EUR"), finished.Amount);
    }

    private static async Task<WebApplication> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.Services.AddAnalyseRecorder().AddAnalyseClient().AddStripe(stripe => stripe.SigningSecrets.Add(Secret));
        var app = builder.Build();
        app.MapAnalyseStripeWebhook();
        await app.StartAsync(_cancelled);
        return app;
    }
}
