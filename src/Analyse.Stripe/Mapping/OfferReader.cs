using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Reads what was sold from a price, or from the metadata where no price is shown.</summary>
internal sealed class OfferReader(AnalyseStripeOptions options)
{
    public string? PlanOf(StripePrice? price) =>
        price is not null && options.PlanOf(price) is { } plan && !string.IsNullOrWhiteSpace(plan) ? plan : null;

    /// <summary>A price wins over the metadata; its bare id does not. What is left open the metadata fills.</summary>
    public Offer Read(StripePrice? price, Metadata metadata, Billing otherwise)
    {
        // What is paid once has no interval, whatever the metadata says.
        var billing = otherwise is Billing.Recurring ? BillingOf(metadata.Interval) ?? otherwise : otherwise;
        var offer = new Offer(billing)
        {
            Plan = price is { IsWhole: false } ? metadata.Plan ?? PlanOf(price) : PlanOf(price) ?? metadata.Plan,
            ProductId = price?.ProductId,
        };
        if (price?.Interval is not { } interval)
        {
            return offer;
        }

        return price.IntervalCount == 1 && BillingOf(interval) is { } named
            ? offer with { Billing = named }
            : offer with { Billing = Billing.Recurring, OtherInterval = interval, OtherIntervalCount = price.IntervalCount };
    }

    public static Billing? BillingOf(string? interval) => interval switch
    {
        "week" or "weekly" => Billing.Weekly,
        "month" or "monthly" => Billing.Monthly,
        "year" or "yearly" => Billing.Yearly,
        _ => null,
    };
}
