using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Each cancellation once: when an end is set, or when the subscription ends without that having been told.</summary>
internal static class CancellationSteps
{
    private const string Deleted = "customer.subscription.deleted";
    private const int MaxKept = 20;

    private static readonly TimeSpan _atOnce = TimeSpan.FromMinutes(1);

    public static IEnumerable<EventDraft> Of(string type, SubscriptionChange change, SubscriptionRecord record, DateTimeOffset at)
    {
        var subscription = change.After;
        if (type is Deleted)
        {
            return IsEnd(subscription, record, at) ? [Report(type, subscription, subscription.EndedAt, record, at)] : [];
        }

        if (subscription.IsEndSet && (type is "customer.subscription.created" || change.EndWasSet))
        {
            return IsAnnouncement(type, subscription, record, at) ? [Report(type, subscription, subscription.EndSetFor, record, at)] : [];
        }

        if (type is "customer.subscription.updated" && change.EndWasTakenBack)
        {
            Change(record, isCancelled: false, at);
            return [Subscriptions.Resumed(subscription)];
        }

        return [];
    }

    // One that was reported is reported again by what told of it, for a delivery that comes again, and not by anything else.
    private static bool IsAnnouncement(string type, SubscriptionJson subscription, SubscriptionRecord record, DateTimeOffset at) =>
        record.Cancellations.TryGetValue(TimeOf(subscription, at), out var teller)
            ? teller == type || record.IsEndedAtOnce
            : !record.IsEndedAtOnce;

    private static bool IsEnd(SubscriptionJson subscription, SubscriptionRecord record, DateTimeOffset at)
    {
        // When a subscription whose end is set is ended at once, the time of its cancellation moves.
        record.IsEndedAtOnce |= subscription is { CanceledAt: { } cancelled, EndedAt: { } ended } && cancelled >= ended - _atOnce;
        if (subscription.Status is "incomplete_expired" || record is { IsNeverPaid: true, HasRun: false })
        {
            return false;
        }

        return record.Cancellations.TryGetValue(TimeOf(subscription, at), out var teller)
            ? teller is Deleted || record.IsEndedAtOnce
            : !record.IsCancelled;
    }

    private static EventDraft Report(string type, SubscriptionJson subscription, DateTimeOffset? end, SubscriptionRecord record, DateTimeOffset at)
    {
        var time = TimeOf(subscription, at);
        record.Cancellations.TryAdd(time, type);
        if (record.Cancellations.Count > MaxKept)
        {
            record.Cancellations.Remove(record.Cancellations.Keys.Min());
        }

        Change(record, isCancelled: true, at);
        var cancelledAt = DateTimeOffset.FromUnixTimeSeconds(time);
        return Subscriptions.CancelledFor(subscription, end, cancelledAt) with { At = cancelledAt < at ? cancelledAt : null };
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
