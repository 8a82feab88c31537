namespace Analyse.Stripe.Configuration;

/// <summary>The defaults of <see cref="AnalyseStripeOptions"/>, and where settings come from.</summary>
internal static class StripeDefaults
{
    public const string SectionName = "Stripe";
    public const string SecretVariable = "STRIPE_WEBHOOK_SECRET";
    public const int MaxBodyBytes = 256 * 1024;

    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string? PlanOf(StripePrice price) => price.LookupKey ?? price.Nickname ?? price.ProductId;
}
