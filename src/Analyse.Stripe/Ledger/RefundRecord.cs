namespace Analyse.Stripe.Ledger;

/// <summary>What was told of a refund.</summary>
internal sealed class RefundRecord
{
    public long Amount { get; set; }

    /// <summary>Whether money has moved.</summary>
    public bool HasMoved { get; set; }

    /// <summary>Whether it failed or was cancelled.</summary>
    public bool IsUndone { get; set; }
}
