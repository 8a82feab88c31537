using System.Text;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>Payloads of which only the fact matters.</summary>
internal static class Payloads
{
    /// <summary>A checkout of which one event is made, with the key of this session.</summary>
    public static string Checkout(string session = "cs_1", string person = Some.Person, bool isLive = false)
    {
        var json = StripeObjects.Session();
        json["id"] = session;
        json["mode"] = "payment";
        json["payment_status"] = "paid";
        json["payment_intent"] = $"pi_of_{session}";
        json["amount_total"] = 4900;
        json["currency"] = "usd";
        json["metadata"] = new JsonObject { ["analyse_person_id"] = person };
        return StripeEvents.Of("checkout.session.completed", json, isLive: isLive);
    }

    /// <summary>A subscription deleted in its trial, of which two events are made.</summary>
    public static string EndInTrial(string subscription = "sub_1")
    {
        var json = StripeObjects.Subscription();
        json["id"] = subscription;
        json["status"] = "canceled";
        json["trial_start"] = Signed.Now - 86_400;
        json["trial_end"] = Signed.Now + 86_400;
        json["canceled_at"] = Signed.Now;
        json["ended_at"] = Signed.Now;
        json["metadata"] = new JsonObject { ["analyse_person_id"] = Some.Person };
        return StripeEvents.Of("customer.subscription.deleted", json);
    }

    public static byte[] Utf8(this string payload) => Encoding.UTF8.GetBytes(payload);
}
