namespace Analyse.Benchmarks.Cold;

/// <summary>The fields of <see cref="SeedEvent"/>, in a class as an application without a library would write it.</summary>
internal sealed class BareEvent
{
    public string PersonId { get; init; } = "user_123";

    public string CheckoutId { get; init; } = "5b7c8a0e-5f6e-4a62-9f0f-6b7f1f2f3a4b";

    public string Plan { get; init; } = "pro";

    public long Amount { get; init; } = 4900;

    public string Currency { get; init; } = "USD";
}
