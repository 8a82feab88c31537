using Storefront.Coupons;
using Storefront.Pricing;

namespace Storefront.Checkouts;

/// <summary>One purchase on its way. It is paid or cancelled once, whoever is first.</summary>
internal sealed class Checkout(string accountId, Offer offer, string currency)
{
    private volatile CheckoutState _state;
    private Coupon? _coupon;

    public string Id { get; } = $"chk_{Guid.CreateVersion7():n}";

    /// <summary>Known before it is paid, so that the same form submitted twice is the same order.</summary>
    public string OrderId { get; } = $"order_{Guid.CreateVersion7():n}";

    /// <summary>The subscription that it pays for; none for what is bought once.</summary>
    public string? SubscriptionId { get; private set; } = offer.IsSubscription ? $"sub_{Guid.CreateVersion7():n}" : null;

    /// <summary>The session at Stripe, from the moment that the customer is sent there to pay.</summary>
    public string? StripeSessionId { get; set; }

    /// <summary>Whether it was paid at Stripe, so that its webhook captures the payment.</summary>
    public bool IsPaidAtStripe { get; private set; }

    public string AccountId { get; } = accountId;

    public Offer Offer { get; } = offer;

    public CheckoutState State => _state;

    public Coupon? Coupon
    {
        get => Volatile.Read(ref _coupon);
        set => Volatile.Write(ref _coupon, value);
    }

    public Money Price => Offer.In(currency);

    public Money Total => Price.Less(Coupon?.PercentOff ?? 0);

    /// <summary>True for the one call that changes an open checkout to a paid one.</summary>
    public bool TryPay() => TryLeaveOpen(CheckoutState.Paid);

    /// <summary>The same, where it was paid at Stripe; a subscription has Stripe's id then.</summary>
    public bool TryPayAtStripe(string? subscriptionId)
    {
        if (!TryPay())
        {
            return false;
        }

        (IsPaidAtStripe, SubscriptionId) = (true, subscriptionId);
        return true;
    }

    /// <summary>True for the one call that changes an open checkout to a cancelled one.</summary>
    public bool TryCancel() => TryLeaveOpen(CheckoutState.Cancelled);

    private bool TryLeaveOpen(CheckoutState next) => Interlocked.CompareExchange(ref _state, next, CheckoutState.Open) is CheckoutState.Open;
}
