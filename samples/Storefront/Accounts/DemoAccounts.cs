using Storefront.Pricing;

namespace Storefront.Accounts;

/// <summary>Customers to sign in as. Nothing here is secret: the sign-in page offers them.</summary>
internal static class DemoAccounts
{
    public const string Password = "fair-winds";

    public static IEnumerable<Account> Create(TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

        yield return new Account("user_ada", "Ada Byrne", "ada@example.com");

        var subscriber = new Account("user_kenji", "Kenji Mori", "kenji@example.com");
        subscriber.Begin(new Subscription("sub_kenji", Offers.Yearly, Offers.Yearly.PaidUntil(today)));
        yield return subscriber;
    }
}
