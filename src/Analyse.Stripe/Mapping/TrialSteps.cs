using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The steps of a trial: it begins, and it ends once, converted only when its first payment has come.</summary>
internal static class TrialSteps
{
    // A subscription becomes active about an hour before its first payment is tried; a trial can end some seconds late.
    private const long GraceSeconds = 3600;
    private const long LateSeconds = 60;

    // Until then a first payment that failed may be recovered; a later one is of another period.
    private static readonly TimeSpan _recovery = TimeSpan.FromDays(28);

    public static IEnumerable<EventDraft> Of(StripeEvent stripeEvent, SubscriptionChange change, SubscriptionRecord record, DateTimeOffset at)
    {
        var (type, subscription) = (stripeEvent.Type, change.After);
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

        if (Conclude(subscription.Id, ReasonOf(type, change, record, at), $"{type}:{subscription.Status}:{at.ToUnixTimeSeconds()}", record, at) is { } ended)
        {
            drafts.Add(ended);
        }

        return drafts;
    }

    public static IEnumerable<EventDraft> Of(InvoiceJson invoice, SubscriptionRecord record, DateTimeOffset at)
    {
        // An invoice of the time of the trial, such as for a fee up front, says nothing about what follows.
        if (invoice is not { SubscriptionId: { } id, IsFirst: false })
        {
            return [];
        }

        record.HasRun = true;
        record.PaidAt = Math.Max(record.PaidAt, at.ToUnixTimeSeconds());
        var reason = record.HadTrial && IsPaid(record) ? TrialEndedReason.Converted : (TrialEndedReason?)null;
        return Conclude(id, reason, invoice.Id ?? "", record, at) is { } ended ? [ended] : [];
    }

    private static void Learn(SubscriptionJson subscription, SubscriptionRecord record, DateTimeOffset at)
    {
        if (at.ToUnixTimeSeconds() < record.ToldAt)
        {
            return;
        }

        record.ToldAt = at.ToUnixTimeSeconds();
        record.Status = subscription.Status is "canceled" ? record.Status : subscription.Status;
        if (subscription.TrialEnd is { } end)
        {
            record.HasLeftTrial &= record.TrialEnd == end.ToUnixTimeSeconds();
            record.TrialEnd = end.ToUnixTimeSeconds();
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
            return !subscription.EndedInTrial && !HasFailed(subscription, record) ? null
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

    // One that ends long after its trial has most likely been paid, and the invoice that says so is still to come.
    private static bool HasFailed(SubscriptionJson subscription, SubscriptionRecord record) =>
        record.HadTrial && (subscription.CancellationReason is "payment_failed" || record.Status is "past_due" or "unpaid" or "paused");

    private static bool IsPaid(SubscriptionRecord record) =>
        record.IsPaidBeforeTrial || (record.TrialEnd is { } end && record.PaidAt >= end - GraceSeconds && record.PaidAt > 0);

    /// <summary>The event, unless something else has ended the trial before; what ended it may be told again.</summary>
    private static EventDraft? Conclude(string? subscriptionId, TrialEndedReason? reason, string cause, SubscriptionRecord record, DateTimeOffset at)
    {
        var (trial, outcome) = ($"{record.TrialEnd}:", $"{record.TrialEnd}:{cause}");
        var isConcluded = record.TrialOutcome?.StartsWith(trial, StringComparison.Ordinal) is true;
        if (!isConcluded && reason is { } how)
        {
            (record.TrialOutcome, record.TrialReason) = (outcome, how);
        }

        var end = DateTimeOffset.FromUnixTimeSeconds(record.TrialEnd ?? 0);
        return record.TrialOutcome == outcome
            ? Trials.Ended(subscriptionId, end, record.TrialReason) with { At = record.TrialReason is TrialEndedReason.Converted ? ConvertedAt(end, at) : null }
            : null;
    }

    // What says so may come late, and be about what was before or long after.
    private static DateTimeOffset ConvertedAt(DateTimeOffset end, DateTimeOffset at) => at >= end && at <= end + _recovery ? at : end;
}
