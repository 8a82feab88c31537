using System.Globalization;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>
/// What a charge says: which payment it is of, and to old endpoints, what was given back of it. Old versions list the refunds,
/// later ones only say how much it is in all; the newest send each refund as well.
/// </summary>
internal static class ChargeNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var charge = new ChargeJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        return new PaymentNews(PaymentNews.PartsOf(ids.PaymentIntent, charge.Id, ids.Invoice), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            record.IsNotCounted |= stripeEvent.Type is "charge.succeeded" && charge.StandsAlone;
            return stripeEvent.Type is "charge.refunded" && charge.IsCaptured ? Refunded(stripeEvent, charge, record) : [];
        });
    }

    private static IEnumerable<EventDraft> Refunded(StripeEvent stripeEvent, ChargeJson charge, PaymentRecord record)
    {
        var listed = Newest(charge, stripeEvent);
        foreach (var refund in listed)
        {
            RefundNews.Learn(record, refund);
        }

        if (charge is not { Id: { } id, Refunded: { } total })
        {
            return [];
        }

        var step = string.Create(CultureInfo.InvariantCulture, $"{stripeEvent.Created?.ToUnixTimeSeconds()}:{total}");
        if (!record.Charges.TryGetValue(id, out var known))
        {
            record.Charges.Add(id, known = new ChargeRecord());
        }

        record.Currency ??= charge.Currency;
        known.Total = Math.Max(known.Total, total);
        if (charge.RefundedBefore(stripeEvent.PreviousAttributes) is { } before)
        {
            known.Steps[step] = Math.Max(total - before, 0);
        }

        var key = StripeKeys.ChargeRefunded(id, step);
        var besides = record.RefundedBesides(id) - known.Told.Values.Sum();
        if (besides > 0)
        {
            known.Told.TryAdd(key, besides);
        }

        return
        [
            .. listed.Select(Refunds.Issued),
            .. known.Told.TryGetValue(key, out var told) ? [Refunds.Issued(charge, id, key, told)] : Array.Empty<EventDraft>(),
        ];
    }

    /// <summary>The refunds that this update added, where the charge lists them.</summary>
    private static List<RefundJson> Newest(ChargeJson charge, StripeEvent stripeEvent)
    {
        var left = charge.Refunded - charge.RefundedBefore(stripeEvent.PreviousAttributes) ?? long.MaxValue;
        var newest = new List<RefundJson>();
        foreach (var refund in charge.Refunds.Select(static json => new RefundJson(json)).Where(static refund => refund is { HasMoved: true, IsUndone: false }))
        {
            if (left <= 0)
            {
                break;
            }

            newest.Add(refund);
            left += refund.Amount?.MinorUnits ?? 0;
        }

        return newest;
    }
}
