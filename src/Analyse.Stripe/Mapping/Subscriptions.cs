using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a subscription's change and end.</summary>
internal static class Subscriptions
{
    public static EventDraft CancelledFor(SubscriptionJson subscription, DateTimeOffset? end) => offer =>
        new SubscriptionCancelled(offer.Plan!)
        {
            Billing = offer.Billing,
            Reason = ReasonOf(subscription.CancellationReason),
            EffectiveAt = end is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null,
            SubscriptionId = subscription.Id,
            IdempotencyKey = subscription is { Id: { } id, CanceledAt: { } at } ? StripeKeys.Cancellation(id, at) : null,
            Properties = offer.Properties(),
        };

    public static EventDraft Resumed(SubscriptionJson subscription) => offer => new AnalyseEvent(CustomEvents.SubscriptionResumed)
    {
        Properties = offer.Properties().With("plan", offer.Plan).With("subscription_id", subscription.Id),
    };

    public static EventDraft Changed(SubscriptionChange change, OfferReader offers) => offer =>
    {
        var (before, after) = (change.ItemsBefore, change.After.Items);
        var (amountBefore, amountAfter) = (SubscriptionItem.TotalOf(before), SubscriptionItem.TotalOf(after));
        return new AnalyseEvent(CustomEvents.SubscriptionChanged)
        {
            Properties = offer.Properties()
                .With("plan_from", offers.PlanOf(before[0].Price))
                .With("plan_to", offer.Plan)
                .With("amount_from", amountBefore?.MinorUnits)
                .With("amount_to", amountAfter?.MinorUnits)
                .With("currency", (amountAfter ?? amountBefore)?.Currency)
                .With("subscription_id", change.After.Id),
        };
    };

    private static SubscriptionCancelledReason ReasonOf(string? reason) => reason switch
    {
        "cancellation_requested" => SubscriptionCancelledReason.UserRequest,
        "payment_failed" => SubscriptionCancelledReason.PaymentFailed,
        _ => SubscriptionCancelledReason.Other,
    };
}
