namespace Analyse;

/// <summary>Accepted events that are neither delivered nor kept any more, by the reason.</summary>
public readonly record struct AnalyseLosses
{
    /// <summary>Events that only memory held when the client stopped.</summary>
    public long AtShutdown { get; init; }

    /// <summary>Events that could not be read any more from a damaged store.</summary>
    public long StoreDamaged { get; init; }

    /// <summary>Dead letters that were deleted through <see cref="IAnalyseDeadLetters"/>.</summary>
    public long DeadLettersDeleted { get; init; }

    /// <summary>Dead letters that were destroyed, the oldest first, because there were too many.</summary>
    public long DeadLettersEvicted { get; init; }

    /// <summary>Dead letters that were deleted after 30 days.</summary>
    public long DeadLettersExpired { get; init; }

    /// <summary>All of them.</summary>
    public long Total => AtShutdown + StoreDamaged + DeadLettersDeleted + DeadLettersEvicted + DeadLettersExpired;

    /// <summary>Adds the losses of two stores.</summary>
    /// <param name="left">The losses of one.</param>
    /// <param name="right">The losses of the other.</param>
    /// <returns>The sums.</returns>
    public static AnalyseLosses operator +(AnalyseLosses left, AnalyseLosses right) => left.Add(right);

    /// <summary>Adds the losses of another store.</summary>
    /// <param name="other">Its losses.</param>
    /// <returns>The sums.</returns>
    public AnalyseLosses Add(AnalyseLosses other) => new()
    {
        AtShutdown = AtShutdown + other.AtShutdown,
        StoreDamaged = StoreDamaged + other.StoreDamaged,
        DeadLettersDeleted = DeadLettersDeleted + other.DeadLettersDeleted,
        DeadLettersEvicted = DeadLettersEvicted + other.DeadLettersEvicted,
        DeadLettersExpired = DeadLettersExpired + other.DeadLettersExpired,
    };
}
