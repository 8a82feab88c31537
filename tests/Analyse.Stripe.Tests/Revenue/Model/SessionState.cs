using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A checkout session.</summary>
internal sealed class SessionState(StripeAccount stripe, Buyer buyer, string mode, long total)
{
    public string Id { get; } = stripe.NewId("cs_test");

    public string? Intent { get; set; }

    public string? Invoice { get; set; }

    public string? Subscription { get; set; }

    public string? Plan { get; init; }

    public long Discount { get; init; }

    public string? Account { get; init; }

    public void Send(string type, string paymentStatus, string status = "complete") => stripe.Send(type, ToJson(paymentStatus, status), account: Account);

    private JsonObject ToJson(string paymentStatus, string status)
    {
        var metadata = buyer.Metadata("checkout");
        if (Plan is not null)
        {
            metadata["analyse_plan"] = Plan;
        }

        return new JsonObject
        {
            ["id"] = Id,
            ["object"] = "checkout.session",
            ["amount_subtotal"] = total + Discount,
            ["amount_total"] = total,
            ["client_reference_id"] = null,
            ["currency"] = stripe.Currency.Lower,
            ["customer"] = buyer.Id,
            ["invoice"] = Invoice,
            ["invoice_creation"] = mode is "payment" ? new JsonObject { ["enabled"] = Invoice is not null } : null,
            ["metadata"] = metadata,
            ["mode"] = mode,
            ["payment_intent"] = Intent,
            ["payment_link"] = null,
            ["payment_status"] = paymentStatus,
            ["status"] = status,
            ["subscription"] = Subscription,
            ["total_details"] = new JsonObject { ["amount_discount"] = Discount, ["amount_shipping"] = 0, ["amount_tax"] = 0 },
        };
    }
}
