using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The event of a refund: one for each, since a payment can be refunded in parts.</summary>
internal static class Refunds
{
    public static EventDraft Issued(RefundJson refund) => _ => new AnalyseEvent(CustomEvents.RefundIssued)
    {
        Amount = refund.Amount,
        IdempotencyKey = refund.Id is { } id ? StripeKeys.Refund(id) : null,
        Properties = new EventProperties()
            .With("refund_id", refund.Id)
            .With("order_id", refund.OrderId)
            .With("reason", refund.Reason),
    };
}
