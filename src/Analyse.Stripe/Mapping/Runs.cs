using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Whether a subscription has ever run: one that was made without its first payment has not.</summary>
internal static class Runs
{
    public static void Learn(SubscriptionChange change, SubscriptionRecord record)
    {
        record.HasRun |= IsRunning(change.After.Status) || IsRunning(change.StatusBefore);
        record.IsNeverPaid |= IsIncomplete(change.After.Status) || IsIncomplete(change.StatusBefore);
    }

    private static bool IsRunning(string? status) => status is "active" or "trialing" or "past_due" or "unpaid" or "paused";

    private static bool IsIncomplete(string? status) => status is "incomplete" or "incomplete_expired";
}
