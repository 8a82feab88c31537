using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>A good payload of every kind that the mapping knows, and of some that it does not.</summary>
internal static class FuzzPayloads
{
    public static IReadOnlyList<string> All { get; } = [.. Make()];

    private static IEnumerable<string> Make()
    {
        foreach (var type in new[] { "completed", "async_payment_succeeded", "async_payment_failed", "expired" })
        {
            foreach (var mode in new[] { "payment", "subscription", "setup" })
            {
                yield return StripeEvents.Of($"checkout.session.{type}", With(StripeObjects.Session(), json =>
                {
                    json["mode"] = mode;
                    json["payment_status"] = "paid";
                    json["amount_total"] = 4900;
                    json["currency"] = "isk";
                    json["total_details"] = new JsonObject { ["amount_tax"] = 900 };
                }));
            }
        }

        yield return StripeEvents.Of("payment_intent.succeeded", With(Payment("pi_1"), static json => json["amount_received"] = 100));
        foreach (var reason in new[] { "subscription_create", "subscription_cycle", "subscription_update" })
        {
            yield return StripeEvents.Of("invoice.paid", With(Invoice(), json => json["billing_reason"] = reason));
        }

        yield return StripeEvents.Of("invoice.payment_failed", Invoice());
        yield return StripeEvents.Of("customer.subscription.created", Subscription("trialing"));
        foreach (var status in new[] { "active", "paused", "past_due" })
        {
            yield return StripeEvents.Of("customer.subscription.updated", Subscription(status), new JsonObject { ["status"] = "trialing" });
        }

        yield return StripeEvents.Of(
            "customer.subscription.updated", With(Subscription("active"), static json => json["cancel_at_period_end"] = true), new JsonObject { ["cancel_at_period_end"] = false });
        yield return StripeEvents.Of("customer.subscription.updated", Subscription("active"), new JsonObject { ["cancel_at_period_end"] = true });
        yield return StripeEvents.Of("customer.subscription.updated", Subscription("active"), new JsonObject
        {
            ["items"] = new JsonObject { ["data"] = new JsonArray(new JsonObject { ["price"] = With(StripeObjects.Price(), static json => json["id"] = "price_old"), ["quantity"] = 2 }) },
        });
        yield return StripeEvents.Of("customer.subscription.deleted", With(Subscription("canceled"), static json => json["ended_at"] = Signed.Now));
        yield return StripeEvents.Of("refund.created", With(Payment("re_1"), static json => json["payment_intent"] = "pi_1"));
        yield return StripeEvents.Of("charge.dispute.created", With(Payment("du_1"), static json => json["reason"] = "fraudulent"));
        yield return StripeEvents.Of("charge.dispute.closed", With(Payment("du_1"), static json => json["status"] = "lost"));
        yield return StripeEvents.Of("customer.created", Payment("cus_1"));
        yield return """{"id":"evt_thin","object":"v2.core.event","type":"v1.billing.meter.no_meter_found","livemode":false,"related_object":{"id":"mtr_1","type":"billing.meter"}}""";
    }

    private static JsonObject Payment(string id) => With(
        new JsonObject { ["id"] = id, ["amount"] = 4900, ["currency"] = "usd", ["payment_intent"] = "pi_2", ["charge"] = new JsonObject { ["id"] = "ch_1" } },
        static _ => { });

    private static JsonObject Invoice() => With(StripeObjects.Invoice(), static json =>
    {
        json["amount_paid"] = 4900;
        json["amount_due"] = 4900;
        json["attempt_count"] = 2;
        json["billing_reason"] = "subscription_cycle";
        json["parent"] = new JsonObject { ["subscription_details"] = new JsonObject { ["subscription"] = "sub_1", ["metadata"] = Metadata() } };
        json["total_taxes"] = new JsonArray(new JsonObject { ["amount"] = 100 }, new JsonObject { ["amount"] = 200 });
    });

    private static JsonObject Subscription(string status) => With(StripeObjects.Subscription(), json =>
    {
        json["status"] = status;
        json["trial_start"] = Signed.Now - 86_400;
        json["trial_end"] = Signed.Now + 86_400;
        json["canceled_at"] = Signed.Now;
        json["cancellation_details"] = new JsonObject { ["reason"] = "cancellation_requested" };
    });

    private static JsonObject With(JsonObject json, Action<JsonObject> change)
    {
        json["metadata"] = Metadata();
        change(json);
        return json;
    }

    private static JsonObject Metadata() => new()
    {
        ["analyse_person_id"] = Some.Person,
        ["analyse_anonymous_id"] = "0198c0de-0000-7000-8000-000000000000",
        ["analyse_session_id"] = "s1",
        ["analyse_checkout_id"] = "c1",
        ["analyse_flow"] = "elements",
        ["analyse_plan"] = "pro",
        ["analyse_billing_interval"] = "month",
    };
}
