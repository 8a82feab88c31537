using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Xunit;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>Whatever happens, no line of the library's log, not even at Trace, holds a secret, a person or money.</summary>
public sealed class LogHygieneTests
{
    private const string Secret = "whsec_canary_secret";
    private const string OldSecret = "whsec_canary_old";
    private const string Person = "canary_person";
    private const string Email = "canary@shop.example";
    private const string Amount = "7391846";

    [Fact]
    public async Task Nothing_personal_and_nothing_secret_is_logged()
    {
        await using var site = await TestSite.StartAsync(options =>
        {
            options.SigningSecrets.Clear();
            options.SigningSecrets.Add(Secret);
            options.SigningSecrets.Add(OldSecret);
        });

        await GoThroughAsync(site, HttpStatusCode.OK);
        site.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);
        await GoThroughAsync(site, HttpStatusCode.ServiceUnavailable);
        site.Recorder.AnswerWith(HttpStatusCode.BadRequest);
        await GoThroughAsync(site, HttpStatusCode.BadRequest);

        var lines = site.Log.GetSnapshot()
            .Where(static record => record.Category?.StartsWith("Analyse", StringComparison.Ordinal) is true)
            .Select(static record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}")
            .ToArray();
        Assert.InRange(lines.Length, 20, int.MaxValue);
        foreach (var canary in new[] { Secret, OldSecret, Person, "canary", Email, Amount, "73918" })
        {
            Assert.DoesNotContain(lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task GoThroughAsync(TestSite site, HttpStatusCode round)
    {
        var suffix = $"{(int)round}";
        string[] payloads =
        [
            Of("checkout.session.completed", StripeObjects.Session(), $"cs_{suffix}", "amount_total"),
            Of("checkout.session.completed", StripeObjects.Session(), $"cs_{suffix}", "amount_total"),
            Of("checkout.session.completed", StripeObjects.Session(), $"cs_nobody_{suffix}", "amount_total", isKnown: false),
            Of("invoice.paid", StripeObjects.Invoice(), $"in_{suffix}", "amount_paid"),
            Of("invoice.payment_failed", StripeObjects.Invoice(), $"in_{suffix}", "amount_due"),
            Of("customer.subscription.deleted", StripeObjects.Subscription(), $"sub_{suffix}", "amount"),
            Of("refund.created", [], $"re_{suffix}", "amount"),
            Of("customer.created", [], $"cus_{suffix}", "balance"),
        ];
        foreach (var body in payloads.Select(static payload => payload.Utf8()))
        {
            await site.PostAsync(body, Signed.Header(body, Secret));
            await site.PostAsync(body, Signed.Header(body, OldSecret));
            await site.PostAsync(body, Signed.Header(body, "whsec_canary_wrong"));
            await site.PostAsync(body[..^1], Signed.Header(body[..^1], Secret));
            await site.PostAsync([0xFF, .. body], Signed.Header(body, Secret));
        }

        site.Time.Advance(TimeSpan.FromMinutes(2));
        await site.PostAsync($"canary {Email}".Utf8(), $"t=canary,v1={Person}");
        await site.PostAsync(new byte[300_000], $"t=canary,v1={Person}");
    }

    private static string Of(string type, JsonObject json, string id, string amountField, bool isKnown = true)
    {
        json["id"] = id;
        json["mode"] = "payment";
        json["payment_status"] = "paid";
        json["status"] = "canceled";
        json["billing_reason"] = "subscription_cycle";
        json["customer_email"] = Email;
        json["customer_details"] = new JsonObject { ["email"] = Email, ["name"] = Person };
        json["client_reference_id"] = Person;
        json[amountField] = long.Parse(Amount, System.Globalization.CultureInfo.InvariantCulture);
        json["currency"] = "usd";
        json["ended_at"] = Signed.Now;
        json["canceled_at"] = Signed.Now;
        json["metadata"] = isKnown
            ? new JsonObject { ["analyse_person_id"] = Person, ["analyse_plan"] = "canary_plan" }
            : new JsonObject { ["analyse_person_id"] = $"{Person}\u0001" };
        return StripeEvents.Of(type, json);
    }
}
