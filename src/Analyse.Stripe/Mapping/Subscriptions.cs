using Analyse.Events;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a subscription's change and end.</summary>
internal static class Subscriptions
{
    public static EventDraft CancelledFor(SubscriptionJson subscription, DateTimeOffset? end, DateTimeOffset at) => new(
        EventNames.SubscriptionCancelled,
        subscription.Id is { } id ? StripeKeys.Cancellation(id, at) : null,
        offer => new SubscriptionCancelled(offer.Plan!)
        {
            Billing = offer.Billing,
            Reason = ReasonOf(subscription.CancellationReason),
            EffectiveAt = end is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null,
            SubscriptionId = subscription.Id,
            Properties = offer.Properties(),
        });

    public static EventDraft Resumed(SubscriptionJson subscription) => Of(CustomEvents.SubscriptionResumed, subscription, key: null);

    /// <summary>A state that it went into, once for each time.</summary>
    public static EventDraft Went(string name, SubscriptionJson subscription, string state, DateTimeOffset? at) => Of(
        name, subscription, subscription.Id is { } id && at is { } time ? StripeKeys.SubscriptionState(id, state, time) : null);

    public static EventDraft Changed(SubscriptionChange change, OfferReader offers) => new(CustomEvents.SubscriptionChanged, Key: null, offer =>
    {
        var (before, after) = (change.ItemsBefore, change.After.Items);
        var (amountBefore, amountAfter) = (SubscriptionItem.TotalOf(before), SubscriptionItem.TotalOf(after));
        return new AnalyseEvent(CustomEvents.SubscriptionChanged)
        {
            Properties = offer.Properties()
                .With("plan_from", offers.PlanOf(SubscriptionItem.MainOf(before)?.Price))
                .With("plan_to", offer.Plan)
                .With("amount_from", amountBefore?.MinorUnits)
                .With("amount_to", amountAfter?.MinorUnits)
                .With("currency", (amountAfter ?? amountBefore)?.Currency)
                .With("subscription_id", change.After.Id),
        };
    });

    private static EventDraft Of(string name, SubscriptionJson subscription, string? key) => new(name, key, offer => new AnalyseEvent(name)
    {
        Properties = offer.Properties().With("plan", offer.Plan).With("subscription_id", subscription.Id),
    });

    private static SubscriptionCancelledReason ReasonOf(string? reason) => reason switch
    {
        "cancellation_requested" => SubscriptionCancelledReason.UserRequest,
        "payment_failed" => SubscriptionCancelledReason.PaymentFailed,
        _ => SubscriptionCancelledReason.Other,
    };
}
