using System.Text.Json;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Which of Stripe's events say something about money.</summary>
internal static class PaymentTable
{
    public static PaymentNews? NewsOf(StripeEvent stripeEvent, MoneySettings settings)
    {
        var json = stripeEvent.DataObject;
        return stripeEvent.Type switch
        {
            _ when json.ValueKind is not JsonValueKind.Object => null,
            "checkout.session.completed" or "checkout.session.async_payment_succeeded" when new SessionJson(json).IsSale =>
                SessionNews.Of(stripeEvent, settings),
            "payment_intent.succeeded" => PaymentIntentNews.Of(stripeEvent, settings),
            "invoice.paid" => InvoiceNews.Of(stripeEvent, settings),

            // Of a payment through Stripe alone; invoice.paid tells of every one.
            "invoice.payment_succeeded" when new InvoiceJson(json).Is => InvoiceNews.Of(stripeEvent, settings).Silent(),
            "invoice_payment.paid" when new InvoicePaymentJson(json).Is => InvoicePaymentNews.Of(stripeEvent, settings),
            "refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated" when IsRefund(stripeEvent) => RefundNews.Of(stripeEvent, settings),
            "credit_note.created" or "credit_note.updated" or "credit_note.voided" when new CreditNoteJson(json).Is => CreditNoteNews.Of(stripeEvent, settings),
            _ when stripeEvent.Type.StartsWith("charge.dispute.", StringComparison.Ordinal) && IsDispute(stripeEvent) => DisputeNews.Of(stripeEvent, settings),
            _ when stripeEvent.Type.StartsWith("charge.", StringComparison.Ordinal) && new ChargeJson(json).Is => ChargeNews.Of(stripeEvent, settings),
            _ => null,
        };
    }

    // The first versions of these types are read whatever their object calls itself.
    private static bool IsRefund(StripeEvent stripeEvent) => stripeEvent.Type is "refund.created" || new RefundJson(stripeEvent.DataObject).Is;

    private static bool IsDispute(StripeEvent stripeEvent) =>
        stripeEvent.Type is "charge.dispute.created" or "charge.dispute.closed" || new DisputeJson(stripeEvent.DataObject).Is;
}
