namespace Analyse.Inspector.Store;

/// <summary>How far a reader has read. Each clearing of the store begins a new generation.</summary>
internal readonly record struct StorePosition(long Generation, long Sequence)
{
    /// <summary>The position of someone who has read nothing of any generation.</summary>
    public static StorePosition Nowhere { get; } = new(-1, 0);
}
