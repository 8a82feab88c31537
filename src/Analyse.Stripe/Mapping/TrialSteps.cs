using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The steps of a trial: it begins, and it ends once, converted only when its first payment has come.</summary>
internal static class TrialSteps
{
    // A subscription becomes active about an hour before its first payment is tried; a trial can end some seconds late.
    private const long GraceSeconds = 3600;
    private const long LateSeconds = 60;

    public static IEnumerable<EventDraft> Of(string type, SubscriptionChange change, SubscriptionRecord record, DateTimeOffset at)
    {
        var subscription = change.After;
        Learn(subscription, record, at);
        var drafts = new List<EventDraft>();
        var isCreatedOnTrial = type is "customer.subscription.created" && subscription.Status is "trialing";
        if (isCreatedOnTrial || (type is "customer.subscription.updated" && change.BeganTrial))
        {
            record.HadTrial = true;
            record.IsPaidBeforeTrial |= change.StatusBefore is "active" or "past_due";
            drafts.Add(Trials.Started(subscription));
        }

        if (change.StatusBefore is "trialing" && subscription.Status is "active")
        {
            record.HadTrial = record.HasLeftTrial = true;
        }

        if (ReasonOf(type, change, record, at) is { } reason && Conclude(subscription.Id, reason, CauseOf(type, change), record) is { } ended)
        {
            drafts.Add(ended);
        }

        return drafts;
    }

    public static IEnumerable<EventDraft> Of(InvoiceJson invoice, SubscriptionRecord record, DateTimeOffset at)
    {
        // An invoice of the time of the trial, such as for a fee up front, says nothing about what follows.
        var isAfterTrial = invoice.BillingReason is "subscription_cycle" || (record.HasLeftTrial && !invoice.IsFirst);
        if (invoice.SubscriptionId is not { } id || !isAfterTrial)
        {
            return [];
        }

        record.HasRun = true;
        record.PaidAt = Math.Max(record.PaidAt, at.ToUnixTimeSeconds());
        return record.HadTrial && IsPaid(record) && Conclude(id, TrialEndedReason.Converted, invoice.Id ?? "", record) is { } ended ? [ended] : [];
    }

    private static void Learn(SubscriptionJson subscription, SubscriptionRecord record, DateTimeOffset at)
    {
        if (subscription.TrialEnd is { } end && at.ToUnixTimeSeconds() >= record.ToldAt)
        {
            record.HasLeftTrial &= record.TrialEnd == end.ToUnixTimeSeconds();
            record.TrialEnd = end.ToUnixTimeSeconds();
            record.ToldAt = at.ToUnixTimeSeconds();
        }
    }

    private static TrialEndedReason? ReasonOf(string type, SubscriptionChange change, SubscriptionRecord record, DateTimeOffset at)
    {
        var subscription = change.After;
        if (record.TrialEnd is not { } end)
        {
            return null;
        }

        if (IsPaid(record))
        {
            // What came late says that the trial was over before.
            var isOver = type is "customer.subscription.created" || (record.HasLeftTrial && (change.StatusBefore is "trialing" || change.BeganTrial));
            return record.HadTrial && isOver ? TrialEndedReason.Converted : null;
        }

        if (type is "customer.subscription.deleted")
        {
            return !subscription.EndedInTrial && !record.HadTrial ? null
                : subscription.CanceledAt?.ToUnixTimeSeconds() < end ? TrialEndedReason.Cancelled
                : TrialEndedReason.Expired;
        }

        var wasOnTrial = change.StatusBefore is "trialing" || record.HasLeftTrial;
        return subscription.Status switch
        {
            // The team may pause a subscription that is still on trial.
            "paused" when change.StatusBefore is "trialing" && at.ToUnixTimeSeconds() >= end - LateSeconds => TrialEndedReason.Expired,
            "unpaid" or "incomplete_expired" when wasOnTrial && change.StatusBefore is not null => TrialEndedReason.Expired,
            _ => null,
        };
    }

    private static bool IsPaid(SubscriptionRecord record) =>
        record.IsPaidBeforeTrial || (record.TrialEnd is { } end && record.PaidAt >= end - GraceSeconds && record.PaidAt > 0);

    private static string CauseOf(string type, SubscriptionChange change) => $"{type}:{change.After.Status}";

    /// <summary>The event, unless something else has ended the trial before; what ended it may be told again.</summary>
    private static EventDraft? Conclude(string? subscriptionId, TrialEndedReason reason, string cause, SubscriptionRecord record)
    {
        var outcome = $"{record.TrialEnd}:{cause}";
        if (record.TrialOutcome?.StartsWith($"{record.TrialEnd}:", StringComparison.Ordinal) is true && record.TrialOutcome != outcome)
        {
            return null;
        }

        record.TrialOutcome = outcome;
        return Trials.Ended(subscriptionId, DateTimeOffset.FromUnixTimeSeconds(record.TrialEnd ?? 0), reason);
    }
}
