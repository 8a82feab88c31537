using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>trial_ended</c>.</summary>
/// <param name="plan">The plan that was tried.</param>
/// <param name="converted">Whether the person stays as a paying customer.</param>
public sealed class TrialEnded(string plan, bool converted) : AnalyseEvent(EventNames.TrialEnded)
{
    private OptionalInt _reason;

    /// <summary>The plan that was tried.</summary>
    public string Plan { get; } = plan;

    /// <summary>Whether the person stays as a paying customer.</summary>
    public bool Converted { get; } = converted;

    /// <summary>Why the trial ended.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public TrialEndedReason? Reason
    {
        get => (TrialEndedReason?)_reason.Value;
        set => _reason = new OptionalInt((int?)value);
    }

    /// <summary>Whether the trial was to lead into a subscription; sent as <c>payment_type</c>.</summary>
    /// <value>False.</value>
    public bool LeadsToSubscription { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        writer.Text(PropertyNames.Plan, Plan);
        writer.Boolean(PropertyNames.Converted, Converted);
        writer.Text(PropertyNames.Reason, Reason switch
        {
            TrialEndedReason.Expired => "expired",
            TrialEndedReason.Converted => "converted",
            TrialEndedReason.Cancelled => "cancelled",
            _ => null,
        });
        writer.Text(PropertyNames.PaymentType, LeadsToSubscription ? PropertyWriter.Subscription : null);
    }
}
