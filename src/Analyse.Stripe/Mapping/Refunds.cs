using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a refund: one for each, since a payment can be refunded in parts, and one when it comes to nothing.</summary>
internal static class Refunds
{
    public static EventDraft Issued(RefundJson refund) => Of(CustomEvents.RefundIssued, refund);

    public static EventDraft Failed(RefundJson refund) => Of(CustomEvents.RefundFailed, refund);

    /// <summary>What a charge tells of that no refund does.</summary>
    public static EventDraft Issued(ChargeJson charge, string chargeId, string key, long amount) => new(CustomEvents.RefundIssued, key, _ =>
        new AnalyseEvent(CustomEvents.RefundIssued)
        {
            Amount = charge.Currency is { } currency ? Amount.Minor(-amount, currency) : null,
        })
    {
        Fact = chargeId,
    };

    private static EventDraft Of(string name, RefundJson refund) => new(name, refund.Id, _ => new AnalyseEvent(name)
    {
        Amount = name is CustomEvents.RefundFailed ? refund.Returned : refund.Amount,
        Properties = new EventProperties()
            .With("refund_id", refund.Id)
            .With("order_id", refund.OrderId)
            .With("reason", name is CustomEvents.RefundFailed ? refund.FailureReason ?? refund.Reason : refund.Reason),
    })
    {
        Fact = refund.Id,
    };
}
