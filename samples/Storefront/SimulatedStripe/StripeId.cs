namespace Storefront.SimulatedStripe;

/// <summary>Ids that look like Stripe's.</summary>
internal static class StripeId
{
    public static string New(string prefix) => $"{prefix}_{Guid.CreateVersion7():n}";
}
