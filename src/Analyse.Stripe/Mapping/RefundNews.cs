using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What a refund says: what went back, and that it came to nothing.</summary>
internal static class RefundNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var refund = new RefundJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        return new PaymentNews(PaymentNews.PartsOf(ids.PaymentIntent, ids.Charge), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            Learn(record, refund);
            return stripeEvent.Type is "refund.created" ? [Refunds.Issued(refund)]
                : refund.IsUndone ? [Refunds.Failed(refund)]
                : [];
        });
    }

    public static void Learn(PaymentRecord record, RefundJson refund)
    {
        if (refund is not { Id: { } id, Amount: { } told })
        {
            return;
        }

        if (!record.Refunds.TryGetValue(id, out var known))
        {
            record.Refunds.Add(id, known = new RefundRecord());
        }

        record.Currency ??= told.Currency;
        known.Amount = -told.MinorUnits;
        known.HasMoved |= refund is { HasMoved: true, IsOfPayment: true };
        known.IsUndone |= refund.IsUndone;
    }
}
