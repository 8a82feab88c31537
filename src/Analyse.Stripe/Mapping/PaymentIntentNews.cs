using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What a payment intent says: that a payment was made, unless its session or its invoice tells of it.</summary>
internal static class PaymentIntentNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var payment = new PaymentIntentJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        return new PaymentNews(PaymentNews.PartsOf(payment.Id, ids.Charge, ids.Invoice), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            if (payment is { Id: { } id, Received: { } received })
            {
                record.Intents.Raise(id, received.MinorUnits);
                record.Currency ??= received.Currency;
            }

            var isToldElsewhere = payment.IsOfInvoice || (payment.Metadata.IsCheckout && !payment.IsCapturedByHand);
            return isToldElsewhere || (record.Invoices.Count > 0 && record.CheckoutKey() is null) ? [] : [Checkouts.Finished(payment, record.CheckoutKey() ?? payment.Id)];
        });
    }
}
