using System.Text.Json;
using Xunit;

namespace Analyse.Inspector.Tests.Page;

public sealed class ModelTests
{
    [Fact]
    public async Task Net_revenue_is_the_sum_of_revenue_whatever_the_event_is_called()
    {
        var sums = await MoneyAsync(
            """{ "event_name": "checkout_finished", "properties": { "amount": 4900, "currency": "USD", "revenue": 2900 } }""",
            """{ "event_name": "invoice_paid", "properties": { "amount": 4900, "currency": "usd", "revenue": 4900 } }""",
            """{ "event_name": "refund_issued", "properties": { "amount": -1000, "currency": "USD", "revenue": -1000 } }""",
            """{ "event_name": "refund_issued", "properties": { "amount": -500, "currency": "USD", "revenue": 0 } }""",
            """{ "event_name": "dispute_closed", "properties": { "amount": 2500, "currency": "USD", "revenue": -1700 } }""",
            """{ "event_name": "revenue_corrected", "properties": { "currency": "USD", "revenue": 300 } }""",
            """{ "event_name": "checkout_finished", "properties": { "amount": 7300, "currency": "JPY", "revenue": 7300 } }""");

        var usd = Of(sums, "USD");
        Assert.Equal((7800, 2), (Number(usd, "paid"), Number(usd, "payments")));
        Assert.Equal(5400, Number(usd, "net"));
        Assert.Equal(7300, Number(Of(sums, "JPY"), "net"));
        Assert.Equal(2, sums.GetArrayLength());
    }

    [Fact]
    public async Task A_refund_that_fails_puts_net_revenue_back_to_what_was_paid()
    {
        var sums = await MoneyAsync(
            """{ "event_name": "checkout_finished", "properties": { "amount": 4500, "currency": "EUR", "revenue": 4500 } }""",
            """{ "event_name": "refund_issued", "properties": { "amount": -1000, "currency": "EUR", "revenue": -1000 } }""",
            """{ "event_name": "refund_failed", "properties": { "amount": 1000, "currency": "EUR", "revenue": 1000 } }""");

        Assert.Equal((4500, 4500, 1), (Number(Of(sums, "EUR"), "net"), Number(Of(sums, "EUR"), "paid"), Number(Of(sums, "EUR"), "payments")));
    }

    [Fact]
    public async Task A_checkout_of_the_applications_own_code_counts_its_amount()
    {
        var sums = await MoneyAsync(
            """{ "event_name": "checkout_finished", "properties": { "amount": 4900, "currency": "USD" } }""",
            """{ "event_name": "checkout_finished", "properties": { "amount": 4900, "currency": "USD", "revenue": 0 } }""");

        Assert.Equal(4900, Number(Of(sums, "USD"), "net"));
    }

    [Theory]
    [InlineData("""{ "event_name": "checkout_started", "properties": { "amount": 4900, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "invoice_payment_failed", "properties": { "amount": 4900, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "refund_issued", "properties": { "amount": -4900, "currency": "USD", "revenue": 0 } }""")]
    [InlineData("""{ "event_name": "dispute_closed" }""")]
    [InlineData("""{ "event_name": "checkout_finished" }""")]
    [InlineData("""{ "event_name": "invoice_paid", "properties": { "revenue": 49.5, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "invoice_paid", "properties": { "revenue": "4900", "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "invoice_paid", "properties": { "revenue": 4900 } }""")]
    public async Task What_moved_no_money_is_no_revenue(string @event) => Assert.Equal(0, (await MoneyAsync(@event)).GetArrayLength());

    private static Task<JsonElement> MoneyAsync(params string[] events) => PageScript.RunAsync("model.js", $"""
        const model = new Model();
        model.add({JsonSerializer.Serialize(events.Select((json, index) => new { sequence = index + 1, json, warnings = Array.Empty<string>() }))}, 100);
        say(model.money());
        """);

    private static JsonElement Of(JsonElement sums, string currency) =>
        sums.EnumerateArray().Single(sum => sum.GetProperty("currency").GetString() == currency);

    private static long Number(JsonElement sum, string name) => sum.GetProperty(name).GetInt64();
}
