using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>Which payment a refund or a dispute is about.</summary>
internal static class PaymentId
{
    /// <summary>The payment intent; old payments have a charge alone.</summary>
    public static string? Of(JsonElement json) => json.Id("payment_intent") ?? json.Id("charge");
}
