using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What a credit note says: what was given back outside of Stripe, until it is void.</summary>
internal static class CreditNoteNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var note = new CreditNoteJson(stripeEvent.DataObject);
        return new PaymentNews(PaymentNews.PartsOf(stripeEvent.Ids.Invoice), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            if (note.Id is { } id)
            {
                var given = settings.CountsOutOfBand ? note.OutOfBand : 0;
                var isVoid = note.IsVoid || stripeEvent.Type is "credit_note.voided" || record.VoidCredits.Contains(id);
                record.Credits[id] = isVoid ? 0 : given;
                record.Currency ??= note.Amount?.Currency;
                if (isVoid && !record.VoidCredits.Contains(id))
                {
                    record.VoidCredits.Add(id);
                }
            }

            return stripeEvent.Type is "credit_note.created" ? [CreditNotes.Issued(note)] : [];
        });
    }
}
