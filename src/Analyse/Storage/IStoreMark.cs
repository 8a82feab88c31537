namespace Analyse.Storage;

/// <summary>What was in a store at one moment, claimed events included; a flush waits until none of it is left.</summary>
public interface IStoreMark
{
    /// <summary>Why some of it may never leave the store, in a plain sentence.</summary>
    /// <value><see langword="null"/>: nothing is in the way.</value>
    string? Obstacle => null;

    /// <summary>Counts what is left. A store may stop counting where a flush has enough to do.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>Zero once all of it is delivered, dead-lettered or deleted, whoever did that; else a number that is not higher than what is left.</returns>
    /// <exception cref="Exception">The store cannot be read.</exception>
    ValueTask<long> CountLeftAsync(CancellationToken cancellationToken);
}
