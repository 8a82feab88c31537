using System.Globalization;
using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Support;

/// <summary>Payloads: an object in the envelope of an event, each with an id of its own.</summary>
internal static class StripeEvents
{
    private static int _count;

    public static string Of(string type, JsonObject dataObject, JsonObject? previous = null, DateTimeOffset? created = null, bool isLive = false)
    {
        var stripeEvent = StripeObjects.Envelope();
        stripeEvent["id"] = string.Create(CultureInfo.InvariantCulture, $"evt_{Interlocked.Increment(ref _count)}");
        stripeEvent["type"] = type;
        stripeEvent["created"] = (created ?? Some.Now).ToUnixTimeSeconds();
        stripeEvent["livemode"] = isLive;
        stripeEvent["data"] = new JsonObject { ["object"] = dataObject.DeepClone() };
        if (previous is not null)
        {
            stripeEvent["data"]!["previous_attributes"] = previous.DeepClone();
        }

        return stripeEvent.ToJsonString();
    }
}
