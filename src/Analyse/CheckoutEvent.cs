using Analyse.Events;

namespace Analyse;

/// <summary>What the three checkout events have in common.</summary>
public abstract class CheckoutEvent : AnalyseEvent
{
    private OptionalInt _itemsCount;

    private protected CheckoutEvent(string name, Billing billing)
        : base(name) => Billing = billing;

    /// <summary>How the checkout is paid; sent as <c>payment_type</c> and <c>billing_interval</c>.</summary>
    public Billing Billing { get; }

    /// <summary>The checkout's id: the same when it is started, cancelled and finished. Sent as <c>checkout_id</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? CheckoutId { get; set; }

    /// <summary>The product's or price's id, <c>product_id</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? ProductId { get; set; }

    /// <summary>The plan, such as <c>pro</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? Plan { get; set; }

    /// <summary>How many items are in the cart, <c>items_count</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public int? ItemsCount
    {
        get => _itemsCount.Value;
        set => _itemsCount = new OptionalInt(value);
    }

    /// <summary>The coupon that was used.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? Coupon { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        writer.Text(PropertyNames.CheckoutId, CheckoutId);
        writer.Billing(Billing);
        writer.Text(PropertyNames.ProductId, ProductId);
        writer.Text(PropertyNames.Plan, Plan);
        writer.Number(PropertyNames.ItemsCount, ItemsCount);
        writer.Text(PropertyNames.Coupon, Coupon);
    }
}
