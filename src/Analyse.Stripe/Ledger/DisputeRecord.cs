namespace Analyse.Stripe.Ledger;

/// <summary>What was told of a dispute.</summary>
internal sealed class DisputeRecord
{
    /// <summary>What it moved, without fees, by the id of each movement.</summary>
    public Dictionary<string, long> Movements { get; set; } = [];

    /// <summary>The decisions, in the order in which they were told.</summary>
    public List<string> Decisions { get; set; } = [];
}
