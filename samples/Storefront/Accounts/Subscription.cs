using Storefront.Pricing;

namespace Storefront.Accounts;

/// <summary>A plan that is paid until a day, and then again.</summary>
internal sealed record Subscription(string Id, Offer Offer, DateOnly PaidUntil);
