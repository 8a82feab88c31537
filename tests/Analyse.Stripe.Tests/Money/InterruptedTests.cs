using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Faults;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Money;

/// <summary>
/// The ledger is written and the event is not: what was decided is captured when Stripe sends the same again, also when other
/// events of the same payment came meanwhile.
/// </summary>
public sealed class InterruptedTests
{
    private static readonly Dictionary<string, (long Revenue, string[] Payloads)> _stories = new()
    {
        ["a refund that fails"] = (4900,
        [
            Paid.Session(),
            StripeEvents.Of("refund.created", Paid.Refund()),
            StripeEvents.Of("refund.failed", Paid.Refund().With("status", "failed")),
        ]),
        ["a refund before anybody is known"] = (3900, [StripeEvents.Of("refund.created", Paid.Refund()), Paid.Session()]),
        ["a refund that a charge tells of first"] = (3900,
        [
            Paid.Session(), Paid.ChargeRefunded(1000, before: 0), StripeEvents.Of("refund.created", Paid.Refund()),
        ]),
        ["a session whose invoice says less"] = (1500,
        [
            StripeEvents.Of("checkout.session.completed", Given.SubscriptionSession().With("amount_total", 2000)),
            StripeEvents.Of("invoice.paid", Given.Invoice().With("billing_reason", "subscription_create").With("amount_paid", 1500)),
        ]),
        ["an invoice that is paid in two parts"] = (2000, [Part("inpay_1", 500), Part("inpay_2", 1500), StripeEvents.Of("invoice.paid", Given.Invoice())]),
        ["an invoice before the session that made it"] = (4900,
        [
            StripeEvents.Of("invoice.paid", ReceiptOf("in_9")),
            StripeEvents.Of("checkout.session.completed", Given.Session().With("invoice", "in_9")),
        ]),
        ["a payment intent before its invoice"] = (2000,
        [
            StripeEvents.Of("payment_intent.succeeded", Given.PaymentIntent().With("id", "pi_9").With("amount_received", 2000).With("metadata", Given.ByPerson())),
            StripeEvents.Of("invoice.paid", Given.Invoice().With("payment_intent", "pi_9")),
        ]),
        ["a dispute that is won after all"] = (4900,
        [
            Paid.Session(),
            StripeEvents.Of("charge.dispute.created", Paid.Dispute("needs_response", "1", -4900)),
            StripeEvents.Of("charge.dispute.closed", Paid.Dispute("lost", "1", -4900)),
            StripeEvents.Of("charge.dispute.closed", Paid.Dispute("won", "1", -4900, 4900)),
        ]),
    };

    public static TheoryData<string> Stories => [.. _stories.Keys];

    [Theory, MemberData(nameof(Stories))]
    public async Task Whichever_event_could_not_be_kept_the_sum_is_right_when_it_has_come_again(string story)
    {
        var (revenue, payloads) = _stories[story];
        for (var refused = 1; refused <= payloads.Length + 1; refused++)
        {
            using var folder = new TempFolder();
            await using var site = await TestSite.StartAsync(analyse: builder =>
            {
                builder.AddSqliteStore(folder.Store);
                HeldStore.Add(builder.Services);
            });
            site.Services.GetRequiredService<HeldStore>().Refusal = append => append == refused ? CaptureResult.Full : null;

            var again = new List<string>();
            foreach (var payload in payloads)
            {
                if (await site.SendAsync(payload) is not HttpStatusCode.OK)
                {
                    again.Add(payload);
                }
            }

            foreach (var payload in again)
            {
                Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));
            }

            await site.Services.GetRequiredService<IAnalyseClient>().FlushAsync(TestContext.Current.CancellationToken);
            Assert.Equal((story, refused, revenue), (story, refused, site.Recorder.Revenue()));
        }
    }

    private static string Part(string id, long amount) => StripeEvents.Of("invoice_payment.paid", new JsonObject
    {
        ["id"] = id,
        ["object"] = "invoice_payment",
        ["amount_paid"] = amount,
        ["currency"] = "usd",
        ["invoice"] = Given.InvoiceId,
        ["is_default"] = false,
        ["metadata"] = Given.ByPerson(),
        ["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = $"pi_of_{id}" },
    });

    private static JsonObject ReceiptOf(string id)
    {
        var invoice = Given.Invoice().With("id", id).With("billing_reason", "manual").With("amount_paid", 4900).With("metadata", Given.ByPerson());
        invoice.Remove("parent");
        return invoice;
    }
}
