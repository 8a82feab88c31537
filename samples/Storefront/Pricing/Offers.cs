using Analyse;

namespace Storefront.Pricing;

/// <summary>The price list.</summary>
internal static class Offers
{
    public const string Plan = "pro";

    public static IReadOnlyList<string> Currencies { get; } = ["USD", "EUR", "JPY"];

    public static Offer Monthly { get; } = new("pro-monthly", "Halyard Pro, monthly", "prod_pro", Billing.Monthly, "per month",
        [new(49m, "USD"), new(45m, "EUR"), new(7_300m, "JPY")]);

    public static Offer Yearly { get; } = new("pro-yearly", "Halyard Pro, yearly", "prod_pro", Billing.Yearly, "per year",
        [new(490m, "USD"), new(450m, "EUR"), new(73_000m, "JPY")]);

    public static Offer Handbook { get; } = new("handbook", "The Incident Handbook", "prod_handbook", Billing.OneTime, "once",
        [new(29m, "USD"), new(26.50m, "EUR"), new(4_300m, "JPY")]);

    public static IReadOnlyList<Offer> All { get; } = [Monthly, Yearly, Handbook];

    public static Offer? Find(string? id) => All.FirstOrDefault(offer => offer.Id == id);

    /// <summary>The plan that a product gives; none where it is bought once, or is not on the list.</summary>
    public static string? PlanOf(string? productId) => All.FirstOrDefault(offer => offer.ProductId == productId)?.Plan;

    /// <summary>The visitor's choice of currency, or dollars where it is none that the shop has prices in.</summary>
    public static string CurrencyOrDefault(string? chosen) => Currencies.FirstOrDefault(currency => currency == chosen) ?? Currencies[0];
}
