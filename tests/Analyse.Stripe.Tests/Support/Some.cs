namespace Analyse.Stripe.Tests.Support;

/// <summary>The vocabulary of the tests.</summary>
internal static class Some
{
    public const string Secret = "whsec_test_0123456789";
    public const string Person = "user_123";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
}
