using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>subscription_cancelled</c>: a subscription will end, or has ended.</summary>
/// <param name="plan">The plan of the subscription.</param>
public sealed class SubscriptionCancelled(string plan) : AnalyseEvent(EventNames.SubscriptionCancelled)
{
    private OptionalInt _effectiveAt;
    private OptionalInt _reason;

    /// <summary>The plan of the subscription.</summary>
    public string Plan { get; } = plan;

    /// <summary>How the subscription was paid; its interval is sent as <c>billing_interval</c>.</summary>
    /// <value><see cref="Billing.Recurring"/>: no interval is sent. <see cref="Billing.OneTime"/> means the same here.</value>
    public Billing Billing { get; set; } = Billing.Recurring;

    /// <summary>Why the subscription ends.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public SubscriptionCancelledReason? Reason
    {
        get => (SubscriptionCancelledReason?)_reason.Value;
        set => _reason = new OptionalInt((int?)value);
    }

    /// <summary>The day on which the subscription ends, <c>effective_at</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public DateOnly? EffectiveAt
    {
        get => _effectiveAt.Value is { } day ? DateOnly.FromDayNumber(day) : null;
        set => _effectiveAt = new OptionalInt(value?.DayNumber);
    }

    /// <summary>The subscription's id, <c>subscription_id</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? SubscriptionId { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        writer.Text(PropertyNames.Plan, Plan);
        writer.Billing(Billing is Billing.OneTime ? Billing.Recurring : Billing);
        writer.Text(PropertyNames.Reason, Reason switch
        {
            SubscriptionCancelledReason.UserRequest => "user_request",
            SubscriptionCancelledReason.PaymentFailed => "payment_failed",
            SubscriptionCancelledReason.Admin => "admin",
            SubscriptionCancelledReason.Other => "other",
            _ => null,
        });
        writer.Date(PropertyNames.EffectiveAt, EffectiveAt);
        writer.Text(PropertyNames.SubscriptionId, SubscriptionId);
    }
}
