using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>Stripe's lists.</summary>
internal static class Lists
{
    public static JsonObject Of(params JsonNode[] data) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray(data),
        ["has_more"] = false,
        ["total_count"] = data.Length,
    };
}
