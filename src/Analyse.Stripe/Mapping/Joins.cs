using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The ids that join an event to the others about the same customer, subscription, invoice and payment.</summary>
internal static class Joins
{
    public static void AddTo(AnalyseEvent analyseEvent, ObjectIds ids, string? account)
    {
        if (analyseEvent is CheckoutFinished finished)
        {
            finished.SubscriptionId ??= ids.Subscription;
            finished.OrderId ??= ids.PaymentIntent;
        }
        else if (analyseEvent is SubscriptionCancelled cancelled)
        {
            cancelled.SubscriptionId ??= ids.Subscription;
        }
        else
        {
            analyseEvent.Properties.WithMissing("subscription_id", ids.Subscription);
            analyseEvent.Properties.WithMissing("order_id", ids.PaymentIntent ?? ids.Charge);
        }

        analyseEvent.Properties.WithMissing("customer_id", ids.Customer);
        analyseEvent.Properties.WithMissing("invoice_id", ids.Invoice);
        analyseEvent.Properties.WithMissing("charge_id", ids.Charge);
        analyseEvent.Properties.WithMissing("account", account);
    }
}
