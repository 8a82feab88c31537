namespace Analyse.Conformance.Calls;

/// <summary>Payment type and billing interval, two properties that are one value in C#.</summary>
internal static class Subscriptions
{
    private const string PaymentType = "payment_type";
    private const string BillingInterval = "billing_interval";

    /// <summary>The billing, when the two properties are a pair that exists.</summary>
    public static Billing? Billing(PropertyBag bag)
    {
        Billing? billing = (bag.PeekText(PaymentType), bag.Has(BillingInterval), bag.PeekText(BillingInterval)) switch
        {
            ("one_time", false, _) => Analyse.Billing.OneTime,
            ("subscription", _, "month") => Analyse.Billing.Monthly,
            ("subscription", _, "year") => Analyse.Billing.Yearly,
            ("subscription", _, "week") => Analyse.Billing.Weekly,
            ("subscription", false, _) => Analyse.Billing.Recurring,
            _ => null,
        };
        if (billing is not null)
        {
            bag.Drop(PaymentType);
            bag.Drop(BillingInterval);
        }

        return billing;
    }

    /// <summary>Whether the payment type is that of a subscription; another one stays among the properties.</summary>
    public static bool TakePaymentType(PropertyBag bag)
    {
        var isSubscription = bag.PeekText(PaymentType) is "subscription";
        if (isSubscription)
        {
            bag.Drop(PaymentType);
        }

        return isSubscription;
    }
}
