using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>What an invoice shows at other places, or not at all, by the version of the API.</summary>
internal static class InvoiceShapes
{
    public static void AddTo(JsonObject json, InvoiceState invoice, ApiVersion version, string? intent, string? charge, long paidOutside)
    {
        if (version.HasInvoicePayments)
        {
            json["parent"] = Parent(invoice.Subscription);
            json["total_taxes"] = new JsonArray();
        }
        else
        {
            json["charge"] = charge;
            json["paid"] = invoice.Status is "paid";
            json["paid_out_of_band"] = paidOutside > 0;
            json["payment_intent"] = intent;
            json["subscription"] = invoice.Subscription?.Id;
            json["tax"] = null;
        }

        if (version.HasSubscriptionDetails && !version.HasInvoicePayments)
        {
            json["subscription_details"] = invoice.Subscription is null ? null : new JsonObject { ["metadata"] = invoice.Subscription.Metadata.DeepClone() };
        }

        if (version.SaysPaidOffStripe)
        {
            json["amount_paid_off_stripe"] = paidOutside;
        }
    }

    private static JsonObject? Parent(SubscriptionState? subscription) => subscription is null ? null : new JsonObject
    {
        ["type"] = "subscription_details",
        ["quote_details"] = null,
        ["subscription_details"] = new JsonObject { ["metadata"] = subscription.Metadata.DeepClone(), ["subscription"] = subscription.Id },
    };
}
