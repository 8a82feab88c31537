using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>trial_started</c>.</summary>
/// <param name="plan">The plan that is tried.</param>
/// <param name="days">The length of the trial in days, <c>trial_days</c>.</param>
public sealed class TrialStarted(string plan, int days) : AnalyseEvent(EventNames.TrialStarted)
{
    /// <summary>The plan that is tried.</summary>
    public string Plan { get; } = plan;

    /// <summary>The length of the trial in days.</summary>
    public int Days { get; } = days;

    /// <summary>Whether the trial leads into a subscription; sent as <c>payment_type</c>.</summary>
    /// <value>True.</value>
    public bool LeadsToSubscription { get; set; } = true;

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        writer.Text(PropertyNames.Plan, Plan);
        writer.Number(PropertyNames.TrialDays, Days);
        writer.Text(PropertyNames.PaymentType, LeadsToSubscription ? PropertyWriter.Subscription : null);
    }
}
