using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>The coupon of a session or an invoice, at the places of all versions of the API.</summary>
internal static class Coupons
{
    public static string? In(JsonElement json) =>
        Of(json.Field("discount")) ?? json.Items("discounts").Select(Of).FirstOrDefault(static coupon => coupon is not null);

    // A discount that is not expanded is only its own id, which says nothing.
    private static string? Of(JsonElement discount) => discount.Id("coupon") ?? discount.Field("source").Id("coupon");
}
