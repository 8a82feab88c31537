using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class AmountTests
{
    [Theory]
    [InlineData("usd", 4900, 4900)]
    [InlineData("eur", 1, 1)]
    [InlineData("jpy", 500, 500)]
    [InlineData("krw", 12000, 12000)]
    [InlineData("kwd", 12340, 12340)]
    [InlineData("isk", 150000, 1500)]
    [InlineData("ugx", 500, 5)]
    [InlineData("mga", 700, 70000)]
    public async Task A_sum_is_sent_in_the_minor_units_of_ISO_4217(string currency, long atStripe, long sent)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "checkout.session.completed",
            Given.Session().With("amount_total", atStripe).With("currency", currency)
                .With("total_details", new JsonObject { ["amount_tax"] = atStripe })));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal(sent, finished.Properties.GetProperty("amount").GetInt64());
        Assert.Equal(sent, finished.Properties.GetProperty("tax").GetInt64());
        Assert.Equal(currency.ToUpperInvariant(), finished.Sent("currency"));
    }

    [Theory]
    [InlineData("usd", 1000, -1000)]
    [InlineData("jpy", 500, -500)]
    [InlineData("kwd", 1, -1)]
    [InlineData("isk", 150000, -1500)]
    [InlineData("mga", 7, -700)]
    public async Task A_refund_is_negative_in_every_currency(string currency, long atStripe, long sent)
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("refund.created", Given.Refund(amount: atStripe).With("currency", currency)));

        Assert.Equal(sent, recorder.Single("refund_issued").Properties.GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task A_currency_that_ISO_does_not_know_is_refused_as_everywhere()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", Given.Session().With("currency", "zzz")));

        recorder.None<AnalyseEvent>();
        Assert.Equal(CaptureResult.Invalid, Assert.Single(recorder.Refused).Result);
    }

    [Theory]
    [InlineData(null, "4900")]
    [InlineData("usd", null)]
    [InlineData("usd", "\"4900\"")]
    [InlineData("usd", "49.5")]
    [InlineData("usd", "99999999999999999999")]
    [InlineData("mga", "9223372036854775807")]
    public async Task A_sum_that_is_not_whole_is_left_out_and_the_event_goes_on(string? currency, string? sum)
    {
        var session = Given.Session().With("currency", currency).With("amount_total", sum is null ? null : JsonNode.Parse(sum));

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("checkout.session.completed", session));

        var finished = recorder.Single("checkout_finished");
        Assert.Null(finished.Sent("amount"));
        Assert.Null(finished.Sent("currency"));
    }

    [Fact]
    public async Task The_tax_of_a_session_is_sent_beside_the_gross_total()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of(
            "checkout.session.completed", Given.Session().With("total_details", new JsonObject { ["amount_tax"] = 782 })));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal("782", finished.Sent("tax"));
        Assert.Equal("4900", finished.Sent("amount"));
    }

    [Fact]
    public async Task The_tax_of_a_payment_intent_is_sent()
    {
        var payment = Given.PaymentIntent().With(
            "amount_details", new JsonObject { ["tax"] = new JsonObject { ["total_tax_amount"] = 782 } });

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("payment_intent.succeeded", payment));

        Assert.Equal("782", recorder.Single("checkout_finished").Sent("tax"));
    }

    [Theory]
    [InlineData("""{ "tax": 319 }""")]
    [InlineData("""{ "total_tax_amounts": [{ "amount": 300 }, { "amount": 19 }] }""")]
    [InlineData("""{ "total_taxes": [{ "amount": 300 }, { "amount": 19 }] }""")]
    [InlineData("""{ "tax": null, "total_taxes": [{ "amount": 319 }], "total_tax_amounts": [{ "amount": 319 }] }""")]
    public async Task The_tax_of_an_invoice_is_found_at_each_of_its_places(string fields)
    {
        var invoice = Given.Invoice();
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
        {
            invoice[name] = value?.DeepClone();
        }

        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", invoice));

        Assert.Equal("319", recorder.Single("invoice_paid").Sent("tax"));
    }

    [Fact]
    public async Task A_tax_that_nobody_calculated_is_not_zero()
    {
        var recorder = await Webhook.TakesAsync(StripeEvents.Of("invoice.paid", Given.Invoice().With("total_taxes", new JsonArray())));

        Assert.Null(recorder.Single("invoice_paid").Sent("tax"));
    }
}
