using Analyse;

namespace Storefront.Pricing;

/// <summary>Something the shop sells, with its price in each currency.</summary>
internal sealed record Offer(string Id, string Name, string ProductId, Billing Billing, string Per, IReadOnlyList<Money> Prices)
{
    /// <summary>The plan that a subscription gives; what is bought once gives none.</summary>
    public string? Plan => IsSubscription ? Offers.Plan : null;

    public bool IsSubscription => Billing is not Billing.OneTime;

    /// <summary>How often it is paid, in Stripe's words; <see langword="null"/>: once.</summary>
    public string? Interval => Billing switch { Billing.Monthly => "month", Billing.Yearly => "year", _ => null };

    public Money In(string currency) => Prices.Single(price => price.Currency == currency);

    public DateOnly PaidUntil(DateOnly from) => Billing is Billing.Yearly ? from.AddYears(1) : from.AddMonths(1);
}
