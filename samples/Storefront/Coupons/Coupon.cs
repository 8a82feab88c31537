namespace Storefront.Coupons;

/// <summary>A code that makes a purchase cheaper.</summary>
internal sealed record Coupon(string Code, int PercentOff)
{
    private static readonly Coupon[] _all = [new("SPRING", 20), new("WELCOME", 10)];

    public static Coupon? Find(string code) => Array.Find(_all, coupon => coupon.Code.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase));
}
