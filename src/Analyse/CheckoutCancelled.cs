using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>checkout_cancelled</c>: a checkout ended without payment.</summary>
/// <param name="billing">How it was to be paid.</param>
public sealed class CheckoutCancelled(Billing billing) : CheckoutEvent(EventNames.CheckoutCancelled, billing)
{
    private OptionalInt _reason;

    /// <summary>Why the checkout ended.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public CheckoutCancelledReason? Reason
    {
        get => (CheckoutCancelledReason?)_reason.Value;
        set => _reason = new OptionalInt((int?)value);
    }

    /// <summary>The step at which it ended, such as <c>payment</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? Step { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        base.WriteTypedMembers(writer);
        writer.Text(PropertyNames.Reason, Reason switch
        {
            CheckoutCancelledReason.UserAbandoned => "user_abandoned",
            CheckoutCancelledReason.PaymentFailed => "payment_failed",
            CheckoutCancelledReason.ValidationError => "validation_error",
            CheckoutCancelledReason.Other => "other",
            _ => null,
        });
        writer.Text(PropertyNames.Step, Step);
    }
}
