using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a dispute.</summary>
internal static class Disputes
{
    public static EventDraft Told(string name, DisputeJson dispute) => _ => new AnalyseEvent(name)
    {
        Amount = dispute.Amount,
        IdempotencyKey = dispute.Id is { } id ? StripeKeys.Dispute(id) : null,
        Properties = new EventProperties()
            .With("order_id", dispute.OrderId)
            .With("dispute_id", dispute.Id)
            .With("reason", dispute.Reason)
            .With("status", dispute.Status),
    };
}
