using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What a dispute says: what its balance transactions moved until then, and each decision of the bank.</summary>
internal static class DisputeNews
{
    public static PaymentNews Of(StripeEvent stripeEvent, MoneySettings settings)
    {
        var dispute = new DisputeJson(stripeEvent.DataObject);
        var ids = stripeEvent.Ids;
        return new PaymentNews(PaymentNews.PartsOf(ids.PaymentIntent, ids.Charge), record =>
        {
            record.IsForeign |= !settings.IsOwn(stripeEvent);
            var known = Learn(dispute, record);
            return stripeEvent.Type switch
            {
                "charge.dispute.created" or "charge.dispute.funds_withdrawn" => [Disputes.Opened(dispute)],
                "charge.dispute.closed" => [Disputes.Closed(dispute, KeyOfDecision(dispute, known))],
                "charge.dispute.funds_reinstated" when dispute.IsDecided => [Disputes.Closed(dispute, KeyOfDecision(dispute, known))],
                _ => [],
            };
        });
    }

    private static DisputeRecord Learn(DisputeJson dispute, PaymentRecord record)
    {
        if (dispute.Id is not { } id)
        {
            return new DisputeRecord();
        }

        if (!record.Disputes.TryGetValue(id, out var known))
        {
            record.Disputes.Add(id, known = new DisputeRecord());
        }

        record.Currency ??= dispute.Amount?.Currency;
        foreach (var (movement, amount) in dispute.Movements)
        {
            known.Movements[movement] = amount;
        }

        return known;
    }

    /// <summary>A decision that is appealed is followed by another one.</summary>
    private static string? KeyOfDecision(DisputeJson dispute, DisputeRecord known)
    {
        if (dispute is not { Id: { } id, Status: { } status })
        {
            return dispute.Id;
        }

        if (!known.Decisions.Contains(status))
        {
            known.Decisions.Add(status);
        }

        return known.Decisions[0] == status ? StripeKeys.Dispute(id) : StripeKeys.DisputeDecision(id, status);
    }
}
