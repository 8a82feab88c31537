namespace Analyse.Stripe.Ledger;

/// <summary>Which plan a subscription had when: events come out of order, and what is told late is about what was then.</summary>
internal static class Plans
{
    private const int MaxKept = 20;

    /// <summary>The plan at a time; <see langword="null"/> when none is known of then.</summary>
    public static PlanFrom? PlanAt(this SubscriptionRecord record, long at) => record.Plans.FindLast(plan => plan.At <= at);

    public static void Learn(this SubscriptionRecord record, PlanFrom plan)
    {
        if (record.PlanAt(plan.At)?.Plan == plan.Plan)
        {
            return;
        }

        record.Plans.Insert(record.Plans.FindLastIndex(other => other.At <= plan.At) + 1, plan);

        // The same plan, told of earlier than before.
        var next = record.Plans.IndexOf(plan) + 1;
        if (next < record.Plans.Count && record.Plans[next].Plan == plan.Plan)
        {
            record.Plans.RemoveAt(next);
        }

        record.Plans.RemoveRange(0, Math.Max(record.Plans.Count - MaxKept, 0));
    }
}
