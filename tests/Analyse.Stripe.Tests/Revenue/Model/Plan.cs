using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A price that recurs each month. Its plan is its product: all versions of the API show that.</summary>
internal sealed record Plan(string Product, long Amount)
{
    public JsonObject Price(ModelCurrency currency) => new()
    {
        ["id"] = $"price_{Product}",
        ["object"] = "price",
        ["active"] = true,
        ["billing_scheme"] = "per_unit",
        ["currency"] = currency.Lower,
        ["lookup_key"] = null,
        ["nickname"] = null,
        ["product"] = Product,
        ["recurring"] = new JsonObject { ["interval"] = "month", ["interval_count"] = 1, ["usage_type"] = "licensed" },
        ["type"] = "recurring",
        ["unit_amount"] = Amount,
        ["unit_amount_decimal"] = $"{Amount}",
    };
}
