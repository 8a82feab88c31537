using System.Text.Json.Nodes;

namespace Storefront.SimulatedStripe;

/// <summary>An event, and where it is sent: however often that is, its id and its body are the same.</summary>
internal sealed record Webhook(Uri Address, string EventId, string Type, long Created, string Payload)
{
    public static Webhook Of(StripeChange change, Uri address, DateTimeOffset now)
    {
        var (id, created) = (StripeId.New("evt"), now.ToUnixTimeSeconds());
        var data = new JsonObject { ["object"] = change.Object };
        if (change.Before is { } before)
        {
            data["previous_attributes"] = before;
        }

        var payload = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = "2025-08-27.basil",
            ["created"] = created,
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = change.Type,
        };
        return new Webhook(address, id, change.Type, created, payload.ToJsonString());
    }
}
