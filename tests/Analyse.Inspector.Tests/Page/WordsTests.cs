using Xunit;

namespace Analyse.Inspector.Tests.Page;

public sealed class WordsTests
{
    [Theory]
    [InlineData("invoice_paid", "money")]
    [InlineData("invoice_payment_failed", "caution")]
    [InlineData("refund_issued", "loss")]
    [InlineData("dispute_opened", "caution")]
    [InlineData("dispute_closed", "loss")]
    [InlineData("subscription_changed", "trial")]
    [InlineData("subscription_resumed", "good")]
    [InlineData("coupon_applied", "custom")]
    public async Task An_event_has_the_colour_of_its_family(string name, string kind) =>
        Assert.Equal(kind, (await PageScript.RunAsync("words.js", $"say(kindOf('{name}'));")).GetString());

    [Theory]
    [InlineData("plan: 'pro', billing_interval: 'month', amount: 4900, currency: 'USD', attempt_count: 2", "USD 49.00 · pro · per month · attempt 2")]
    [InlineData("amount: -1000, currency: 'USD', refund_id: 're_1', reason: 'requested_by_customer'", "-USD 10.00 · requested_by_customer")]
    [InlineData("amount: 2500, currency: 'USD', dispute_id: 'du_1', status: 'lost', reason: 'fraudulent'", "USD 25.00 · lost · fraudulent")]
    [InlineData("plan_from: 'pro', plan_to: 'team', amount_from: 4900, amount_to: 9900, currency: 'USD'", "pro → team · USD 49.00 → USD 99.00")]
    [InlineData("plan_from: 'pro', plan_to: 'pro', amount_from: 4900, amount_to: 9800, currency: 'USD'", "pro · USD 49.00 → USD 98.00")]
    [InlineData("plan: 'pro', subscription_id: 'sub_1'", "pro")]
    public async Task A_few_words_tell_what_happened(string properties, string gist)
    {
        var said = await PageScript.RunAsync("words.js", $"say(gist({{ event_name: 'x', properties: {{ {properties} }} }}));");

        // Between code and sum stands a space that does not break.
        Assert.Equal(gist, said.GetString()!.Replace('\u00a0', ' '));
    }
}
