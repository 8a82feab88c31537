using System.Text.Json;
using Xunit;

namespace Analyse.Inspector.Tests.Page;

public sealed class ModelTests
{
    [Fact]
    public async Task Revenue_is_what_was_paid_less_what_went_back()
    {
        var sums = await MoneyAsync(
            """{ "event_name": "checkout_finished", "properties": { "amount": 4900, "currency": "USD" } }""",
            """{ "event_name": "invoice_paid", "properties": { "amount": 4900, "currency": "usd" } }""",
            """{ "event_name": "refund_issued", "properties": { "amount": -1000, "currency": "USD" } }""",
            """{ "event_name": "dispute_closed", "properties": { "amount": 2500, "currency": "USD", "status": "lost" } }""",
            """{ "event_name": "checkout_finished", "properties": { "amount": 7300, "currency": "JPY" } }""");

        var usd = Of(sums, "USD");
        Assert.Equal((9800, 2), (Number(usd, "paid"), Number(usd, "payments")));
        Assert.Equal((1000, 1), (Number(usd, "refunded"), Number(usd, "refunds")));
        Assert.Equal((2500, 1), (Number(usd, "lost"), Number(usd, "disputes")));
        Assert.Equal(6300, Number(usd, "net"));
        Assert.Equal(7300, Number(Of(sums, "JPY"), "net"));
        Assert.Equal(2, sums.GetArrayLength());
    }

    [Theory]
    [InlineData("refund_issued", 1000, null)]
    [InlineData("refund_issued", -1000, null)]
    [InlineData("dispute_closed", 1000, "lost")]
    [InlineData("dispute_closed", -1000, "lost")]
    public async Task Money_that_goes_back_is_taken_away_with_a_minus_and_without(string name, int amount, string? status)
    {
        var back = JsonSerializer.Serialize(new { event_name = name, properties = new { amount, currency = "EUR", status } });

        var sums = await MoneyAsync("""{ "event_name": "checkout_finished", "properties": { "amount": 4500, "currency": "EUR" } }""", back);

        Assert.Equal(3500, Number(Of(sums, "EUR"), "net"));
    }

    [Theory]
    [InlineData("""{ "event_name": "checkout_started", "properties": { "amount": 4900, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "checkout_cancelled", "properties": { "amount": 4900, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "invoice_payment_failed", "properties": { "amount": 4900, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "dispute_opened", "properties": { "amount": 4900, "currency": "USD", "status": "needs_response" } }""")]
    [InlineData("""{ "event_name": "dispute_closed", "properties": { "amount": 4900, "currency": "USD", "status": "won" } }""")]
    [InlineData("""{ "event_name": "dispute_closed" }""")]
    [InlineData("""{ "event_name": "checkout_finished" }""")]
    [InlineData("""{ "event_name": "invoice_paid", "properties": { "amount": 49.5, "currency": "USD" } }""")]
    [InlineData("""{ "event_name": "invoice_paid", "properties": { "amount": 4900 } }""")]
    [InlineData("""{ "event_name": "toString", "properties": { "amount": 4900, "currency": "USD" } }""")]
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
