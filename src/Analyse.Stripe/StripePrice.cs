using System.Globalization;
using System.Text.Json;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe;

/// <summary>A price at Stripe, or one of the plans that came before prices, as far as a payload shows it.</summary>
public sealed class StripePrice
{
    private StripePrice(JsonElement json, string id)
    {
        Json = json;
        Id = id;
    }

    /// <summary>The price's id, such as <c>price_1Pgafm…</c>.</summary>
    public string Id { get; }

    /// <summary>The key that the team gave the price, <c>lookup_key</c>.</summary>
    /// <value><see langword="null"/>: it has none.</value>
    public string? LookupKey => Json.Text("lookup_key");

    /// <summary>The price's short description, <c>nickname</c>.</summary>
    /// <value><see langword="null"/>: it has none.</value>
    public string? Nickname => Json.Text("nickname");

    /// <summary>The id of the product, such as <c>prod_QXg1hq…</c>.</summary>
    /// <value><see langword="null"/>: the payload does not say.</value>
    public string? ProductId => Json.Id("product");

    /// <summary>What one unit costs, in Stripe's minor units.</summary>
    /// <value><see langword="null"/>: the price has no fixed amount, or the payload does not say.</value>
    public long? UnitAmount => Json.Number("unit_amount") ?? Json.Number("amount");

    /// <summary>The currency, in lower case as Stripe writes it.</summary>
    /// <value><see langword="null"/>: the payload does not say.</value>
    public string? Currency => Json.Text("currency");

    /// <summary>How long a period is: <c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>.</summary>
    /// <value><see langword="null"/>: it is paid once, or the payload does not say.</value>
    public string? Interval => Json.Field("recurring").Text("interval") ?? Json.Text("interval");

    /// <summary>How many intervals a period has.</summary>
    /// <value>1, when the payload does not say.</value>
    public long IntervalCount => Json.Field("recurring").Number("interval_count") ?? Json.Number("interval_count") ?? 1;

    /// <summary>All that the payload shows of the price, such as its <c>metadata</c>.</summary>
    public JsonElement Json { get; }

    /// <summary>What one unit costs. Only a fraction is missing from the whole number; tiers have neither.</summary>
    internal decimal? UnitCost => UnitAmount is { } whole ? whole
        : decimal.TryParse(Json.Text("unit_amount_decimal") ?? Json.Text("amount_decimal"), NumberStyles.Number, CultureInfo.InvariantCulture, out var cost)
            && !decimal.IsInteger(cost)
            ? cost
            : null;

    /// <summary>How many of the quantity are one unit.</summary>
    internal long? PackageSize => Json.Field("transform_quantity").Number("divide_by") ?? Json.Field("transform_usage").Number("divide_by");

    /// <summary>Whether a package that is not full is paid.</summary>
    internal bool RoundsPackagesUp => (Json.Field("transform_quantity").Text("round") ?? Json.Field("transform_usage").Text("round")) is "up";

    /// <summary>Whether the price itself is there, and not only its id.</summary>
    internal bool IsWhole => Interval is not null || Json.IsSet("type") || Json.IsSet("unit_amount");

    /// <summary>Whether it is the use that is paid, which no subscription tells before.</summary>
    internal bool IsMetered => (Json.Field("recurring").Text("usage_type") ?? Json.Text("usage_type")) is "metered";

    /// <summary>The price of a line or an item, at the place of any version of the API.</summary>
    internal static StripePrice? In(JsonElement json) =>
        Of(json.Field("price")) ?? Of(json.Field("plan")) ?? OfDetails(json.Field("pricing", "price_details"));

    internal static StripePrice? Of(JsonElement json) => json.Text("id") is { } id ? new StripePrice(json, id) : null;

    // Since 2025 the lines of an invoice name the price and the product, and show neither.
    private static StripePrice? OfDetails(JsonElement json) =>
        Of(json.Field("price")) ?? (json.Text("price") is { } id ? new StripePrice(json, id) : null);
}
