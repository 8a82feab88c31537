using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>
/// What an invoice's payment says: which payment intent paid which invoice, which nothing else does since 2025. One that pays a
/// part before the rest counts at once: the invoice may never be paid.
/// </summary>
internal static class InvoicePaymentNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var payment = new InvoicePaymentJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        return new PaymentNews(PaymentNews.PartsOf(ids.Invoice, ids.PaymentIntent, ids.Charge), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            if (payment is not { IsPart: true, Id: { } id, Paid: { } paid })
            {
                return [];
            }

            var isReported = record.ReportOf(Revenue.Payment, CustomEvents.InvoicePaid, id) is not null;
            var isToldElsewhere = record.Invoices.Count > 0 || record.CheckoutKey() is not null;
            record.Parts.Raise(id, paid.MinorUnits);
            record.Currency ??= paid.Currency;
            return isReported || !isToldElsewhere ? [Invoices.PartPaid(payment, ids.Invoice)] : [];
        });
    }
}
