namespace Storefront.Trials;

/// <summary>A plan that may be used for nothing until a moment.</summary>
internal sealed record Trial(string Plan, int Days, DateTimeOffset EndsAt);
