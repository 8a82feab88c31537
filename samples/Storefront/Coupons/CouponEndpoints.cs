using System.Security.Claims;
using Analyse;
using Storefront.Accounts;
using Storefront.Checkouts;

namespace Storefront.Coupons;

/// <summary>What the checkout page's script calls.</summary>
internal static class CouponEndpoints
{
    public static void MapCoupons(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/coupons/{code}", Apply).RequireAuthorization().AddEndpointFilter<AntiforgeryFilter>();

    private static IResult Apply(
        string code, string checkout, ClaimsPrincipal user, AccountStore accounts, CheckoutStore checkouts, IAnalyseTracker analyse)
    {
        if (checkouts.Find(checkout, accounts.Find(user)) is not { State: CheckoutState.Open } open)
        {
            return Results.Problem("This checkout is closed.", statusCode: StatusCodes.Status404NotFound);
        }

        if (Coupon.Find(code) is not { } coupon)
        {
            return Results.Problem("We do not know this coupon.", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        if (open.StripeSessionId is not null)
        {
            return Results.Problem("The payment has begun, so the price stays as it is.", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        open.Coupon = coupon;
        analyse.Capture("coupon_applied", new()
        {
            ["coupon"] = coupon.Code,
            ["percent_off"] = coupon.PercentOff,
            ["checkout_id"] = open.Id,
        });
        return Results.Ok(new CouponApplied(coupon.Code, coupon.PercentOff, open.Total.ToString()));
    }
}
