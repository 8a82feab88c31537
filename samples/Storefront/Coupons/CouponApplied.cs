namespace Storefront.Coupons;

/// <summary>The answer that the checkout page shows.</summary>
internal sealed record CouponApplied(string Coupon, int PercentOff, string Total);
