using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Each cancellation once: when an end is set, or when the subscription ends without that having been told.</summary>
internal static class CancellationSteps
{
    private const int MaxKept = 20;

    public static IEnumerable<EventDraft> Of(string type, SubscriptionChange change, SubscriptionRecord record, DateTimeOffset at)
    {
        var subscription = change.After;
        if (type is "customer.subscription.deleted")
        {
            return IsNews(subscription, record, at) ? [Report(subscription, subscription.EndedAt, record, at)] : [];
        }

        if (subscription.IsEndSet && (type is "customer.subscription.created" || change.EndWasSet))
        {
            var isKnown = record.Cancellations.Contains(TimeOf(subscription, at));
            return isKnown || !record.IsEndedAtOnce ? [Report(subscription, subscription.EndSetFor, record, at)] : [];
        }

        if (type is "customer.subscription.updated" && change.EndWasTakenBack)
        {
            Change(record, isCancelled: false, at);
            return [Subscriptions.Resumed(subscription)];
        }

        return [];
    }

    private static bool IsNews(SubscriptionJson subscription, SubscriptionRecord record, DateTimeOffset at)
    {
        // It moves when a subscription whose end is set is ended at once.
        record.IsEndedAtOnce |= subscription is { CanceledAt: { } cancelled, EndedAt: { } ended } && cancelled >= ended;
        if (subscription.Status is "incomplete_expired" || record is { IsNeverPaid: true, HasRun: false })
        {
            return false;
        }

        return !record.IsCancelled || record.Cancellations.Contains(TimeOf(subscription, at));
    }

    private static EventDraft Report(SubscriptionJson subscription, DateTimeOffset? end, SubscriptionRecord record, DateTimeOffset at)
    {
        var time = TimeOf(subscription, at);
        if (!record.Cancellations.Contains(time))
        {
            record.Cancellations.Add(time);
            record.Cancellations.RemoveRange(0, Math.Max(record.Cancellations.Count - MaxKept, 0));
        }

        Change(record, isCancelled: true, at);
        return Subscriptions.CancelledFor(subscription, end, DateTimeOffset.FromUnixTimeSeconds(time));
    }

    // Events come out of order: the newest says how it is.
    private static void Change(SubscriptionRecord record, bool isCancelled, DateTimeOffset at)
    {
        if (at.ToUnixTimeSeconds() >= record.CancelledAt)
        {
            record.IsCancelled = isCancelled;
            record.CancelledAt = at.ToUnixTimeSeconds();
        }
    }

    private static long TimeOf(SubscriptionJson subscription, DateTimeOffset at) => (subscription.CanceledAt ?? at).ToUnixTimeSeconds();
}
