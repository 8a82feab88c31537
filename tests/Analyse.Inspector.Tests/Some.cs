using System.Text;
using System.Text.Json.Nodes;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Tests;

/// <summary>Test data that keeps the contract, to be broken in one place at a time.</summary>
internal static class Some
{
    public const string Key = "pk_test_inspector";

    public static JsonObject Event(string name = "coupon_applied", string? person = "user_1", string? anonymous = null, JsonObject? properties = null)
    {
        var wire = new JsonObject { ["event_name"] = name, ["anonymous_id"] = anonymous ?? person };

        if (person is not null)
        {
            wire["person_id"] = person;
        }

        wire["timestamp"] = "2026-11-23T10:00:00.000Z";
        wire["referrer_domain"] = "";
        wire["properties"] = properties ?? [];
        return wire;
    }

    public static JsonObject Subscription() => new()
    {
        ["payment_type"] = "subscription",
        ["billing_interval"] = "month",
        ["amount"] = 4900,
        ["currency"] = "USD",
    };

    public static byte[] Batch(params JsonNode[] events) =>
        Bytes(new JsonObject { ["publicKey"] = Key, ["events"] = new JsonArray(events) });

    public static byte[] Single(JsonNode wire) => Bytes(new JsonObject { ["publicKey"] = Key, ["event"] = wire });

    public static byte[] Bytes(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    public static ReceivedEvent Received(string name = "coupon_applied", string? person = "user_1", string? anonymous = null, int bytes = 10) =>
        new(name, person, anonymous ?? person, new byte[bytes], []);
}
