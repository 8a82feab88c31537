using System.Text.Json.Nodes;

namespace Storefront.SimulatedStripe;

/// <summary>An event on its way to the shop: however often it is sent, its id and its body are the same.</summary>
internal sealed record Webhook(Uri Address, string EventId, string Type, string Payload)
{
    public static Webhook Of(SimulatedSession session, string type, Uri address, DateTimeOffset now)
    {
        var payload = new JsonObject
        {
            ["id"] = session.EventId,
            ["object"] = "event",
            ["api_version"] = "2025-08-27.basil",
            ["created"] = now.ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = session.ToJson() },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };
        return new Webhook(address, session.EventId, type, payload.ToJsonString());
    }
}
