using System.Text.Json.Nodes;

namespace Analyse.Conformance.Tests;

/// <summary>A file with one vector that passes, until a test changes it.</summary>
internal static class VectorText
{
    private const string Passing = """
        [
          {
            "name": "coupon",
            "calls": [
              {
                "call": "capture",
                "input": {
                  "event": "coupon_applied",
                  "personId": "user_123",
                  "timestamp": "2026-11-23T10:00:00.000Z",
                  "properties": { "coupon": "SPRING", "seats": 3 }
                }
              }
            ],
            "expect": {
              "method": "POST",
              "path": "/v1/batch",
              "content_type": "application/json",
              "body": {
                "publicKey": "pk_test_vectors",
                "events": [
                  {
                    "event_name": "coupon_applied",
                    "anonymous_id": "user_123",
                    "person_id": "user_123",
                    "timestamp": "2026-11-23T10:00:00.000Z",
                    "referrer_domain": "",
                    "properties": { "seats": 3.0, "coupon": "SPRING" }
                  }
                ]
              }
            }
          }
        ]
        """;

    public static string With(Action<JsonNode> change)
    {
        var file = JsonNode.Parse(Passing)!;
        change(file[0]!);
        return file.ToJsonString();
    }

    public static JsonObject Call(this JsonNode vector) => vector["calls"]![0]!.AsObject();

    public static JsonObject Input(this JsonNode vector) => vector.Call()["input"]!.AsObject();

    public static JsonObject Expected(this JsonNode vector) => vector["expect"]!.AsObject();

    public static JsonObject ExpectedEvent(this JsonNode vector) => vector.Expected()["body"]!["events"]![0]!.AsObject();
}
