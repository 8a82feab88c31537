namespace Analyse.Benchmarks;

/// <summary>The event that all figures are about: a finished subscription checkout of 308 bytes.</summary>
internal static class SeedEvent
{
    public static CheckoutFinished Create() => new(Billing.Monthly, Amount.Minor(4900, "USD"))
    {
        PersonId = "user_123",
        CheckoutId = "5b7c8a0e-5f6e-4a62-9f0f-6b7f1f2f3a4b",
        Plan = "pro",
    };
}
