namespace Analyse.Stripe.Ledger;

/// <summary>What a charge told of its refunds, which older endpoints get to know by it alone.</summary>
internal sealed class ChargeRecord
{
    /// <summary>The most that was given back in all.</summary>
    public long Total { get; set; }

    /// <summary>What each of its updates added.</summary>
    public Dictionary<string, long> Steps { get; set; } = [];
}
