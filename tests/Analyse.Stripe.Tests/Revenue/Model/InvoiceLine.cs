using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A line of an invoice: a plan for a month or for a rest of it, or something of its own.</summary>
internal sealed record InvoiceLine(Plan? Plan, long Amount, bool IsProration = false)
{
    public JsonObject ToJson(StripeAccount stripe, SubscriptionState? subscription) => stripe.Version.HasInvoicePayments
        ? NewJson(stripe, subscription)
        : OldJson(stripe, subscription);

    private JsonObject NewJson(StripeAccount stripe, SubscriptionState? subscription) => new()
    {
        ["id"] = stripe.NewId("il"),
        ["object"] = "line_item",
        ["amount"] = Amount,
        ["currency"] = stripe.Currency.Lower,
        ["metadata"] = new JsonObject(),
        ["parent"] = subscription is null
            ? new JsonObject { ["type"] = "invoice_item_details", ["invoice_item_details"] = new JsonObject { ["proration"] = false } }
            : new JsonObject
            {
                ["type"] = "subscription_item_details",
                ["subscription_item_details"] = new JsonObject
                {
                    ["proration"] = IsProration,
                    ["subscription"] = subscription.Id,
                    ["subscription_item"] = $"si_{subscription.Id}",
                },
            },
        ["pricing"] = Plan is null ? null : new JsonObject
        {
            ["type"] = "price_details",
            ["price_details"] = new JsonObject { ["price"] = $"price_{Plan.Product}", ["product"] = Plan.Product },
            ["unit_amount_decimal"] = $"{Plan.Amount}",
        },
        ["quantity"] = 1,
    };

    private JsonObject OldJson(StripeAccount stripe, SubscriptionState? subscription) => new()
    {
        ["id"] = stripe.NewId("il"),
        ["object"] = "line_item",
        ["amount"] = Amount,
        ["currency"] = stripe.Currency.Lower,
        ["metadata"] = subscription is null || IsProration ? new JsonObject() : subscription.Metadata.DeepClone(),
        ["price"] = Plan?.Price(stripe.Currency),
        ["proration"] = IsProration,
        ["quantity"] = 1,
        ["subscription"] = subscription?.Id,
        ["type"] = subscription is null || IsProration ? "invoiceitem" : "subscription",
    };
}
