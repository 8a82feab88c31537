namespace Analyse.Stripe.Ledger;

/// <summary>What a charge told of its refunds, which older endpoints get to know by it alone.</summary>
internal sealed class ChargeRecord
{
    /// <summary>The most that was given back in all.</summary>
    public long Total { get; set; }

    /// <summary>What each of its updates added.</summary>
    public Dictionary<string, long> Steps { get; set; } = [];

    /// <summary>What events were made for, by their keys; below zero what a refund has turned out to be told by.</summary>
    public Dictionary<string, long> Told { get; set; } = [];
}
