namespace Analyse.Stripe.Ledger;

/// <summary>The plan that a subscription had from a time on, in seconds since 1970.</summary>
internal sealed record PlanFrom(long At, string Plan, string? BillingInterval);
