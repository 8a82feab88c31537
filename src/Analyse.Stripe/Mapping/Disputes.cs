using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a dispute.</summary>
internal static class Disputes
{
    public static EventDraft Opened(DisputeJson dispute) => Of(CustomEvents.DisputeOpened, dispute, dispute.Id);

    public static EventDraft Closed(DisputeJson dispute, string? key) => Of(CustomEvents.DisputeClosed, dispute, key);

    private static EventDraft Of(string name, DisputeJson dispute, string? key) => new(name, key, _ => new AnalyseEvent(name)
    {
        Amount = dispute.Amount,
        Properties = new EventProperties()
            .With("order_id", dispute.OrderId)
            .With("dispute_id", dispute.Id)
            .With("reason", dispute.Reason)
            .With("status", dispute.Status),
    })
    {
        Fact = dispute.Id,
    };
}
