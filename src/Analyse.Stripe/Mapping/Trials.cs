using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a trial.</summary>
internal static class Trials
{
    public static EventDraft Started(SubscriptionJson subscription) => offer => Of(
        subscription, new TrialStarted(offer.Plan!, DaysOf(subscription)) { Properties = offer.Properties() });

    public static EventDraft Converted(SubscriptionJson subscription) => Ended(subscription, TrialEndedReason.Converted);

    public static EventDraft Expired(SubscriptionJson subscription) => Ended(subscription, TrialEndedReason.Expired);

    public static EventDraft Cancelled(SubscriptionJson subscription) => Ended(subscription, TrialEndedReason.Cancelled);

    private static EventDraft Ended(SubscriptionJson subscription, TrialEndedReason reason) => offer => Of(
        subscription,
        new TrialEnded(offer.Plan!, converted: reason is TrialEndedReason.Converted)
        {
            Reason = reason,
            LeadsToSubscription = true,
            Properties = offer.Properties(),
        });

    private static AnalyseEvent Of(SubscriptionJson subscription, AnalyseEvent trial)
    {
        trial.IdempotencyKey = subscription is { Id: { } id, TrialEnd: { } end } ? StripeKeys.Trial(id, end) : null;
        trial.Properties.With("subscription_id", subscription.Id);
        return trial;
    }

    private static int DaysOf(SubscriptionJson subscription) =>
        subscription is { TrialStart: { } start, TrialEnd: { } end } ? (int)Math.Round((end - start).TotalDays) : 0;
}
