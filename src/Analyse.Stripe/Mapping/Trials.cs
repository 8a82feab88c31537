using Analyse.Events;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The events of a trial.</summary>
internal static class Trials
{
    public static EventDraft Started(SubscriptionJson subscription) => new(
        EventNames.TrialStarted,
        subscription is { Id: { } id, TrialEnd: { } end } ? StripeKeys.Trial(id, end) : null,
        offer => With(subscription.Id, new TrialStarted(offer.Plan!, DaysOf(subscription)) { Properties = offer.Properties() }));

    public static EventDraft Ended(string? subscriptionId, DateTimeOffset trialEnd, TrialEndedReason reason) => new(
        EventNames.TrialEnded,
        subscriptionId is null ? null : StripeKeys.Trial(subscriptionId, trialEnd),
        offer => With(subscriptionId, new TrialEnded(offer.Plan!, converted: reason is TrialEndedReason.Converted)
        {
            Reason = reason,
            LeadsToSubscription = true,
            Properties = offer.Properties(),
        }));

    private static AnalyseEvent With(string? subscriptionId, AnalyseEvent trial)
    {
        trial.Properties.With("subscription_id", subscriptionId);
        return trial;
    }

    private static int DaysOf(SubscriptionJson subscription) =>
        subscription is { TrialStart: { } start, TrialEnd: { } end } ? (int)Math.Round((end - start).TotalDays) : 0;
}
