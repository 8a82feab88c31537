using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>checkout_finished</c>: somebody paid.</summary>
public sealed class CheckoutFinished : CheckoutEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="billing">How it was paid.</param>
    /// <param name="amount">What was paid, in all; zero or more. With an amount that is not valid or negative the event is rejected at capture; nothing throws.</param>
    public CheckoutFinished(Billing billing, Amount amount)
        : base(EventNames.CheckoutFinished, billing) => Amount = amount;

    /// <summary>The order's id, <c>order_id</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? OrderId { get; set; }

    /// <summary>The subscription's id, <c>subscription_id</c>; only for subscriptions.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? SubscriptionId { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        base.WriteTypedMembers(writer);
        writer.Text(PropertyNames.OrderId, OrderId);
        writer.Text(PropertyNames.SubscriptionId, SubscriptionId);
    }
}
