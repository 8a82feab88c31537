namespace Analyse.Extensibility;

/// <summary>
/// A small map that is kept beside the events, in the store that is registered. A package such as the one for Stripe
/// remembers in it what it has reported, so that the same fact never counts twice. Entries are kept for 400 days after they
/// were last written; without a durable store they live in memory, the 50,000 that were written last, and end with the process.
/// </summary>
/// <remarks>
/// The ledger is that of the outbox that was added last, else of the SQLite store, else in memory. Every instance that shares
/// the store shares the ledger. All members may be called from any thread, and throw when the store cannot be read or written.
/// </remarks>
public interface IAnalyseLedger
{
    /// <summary>Whether the entries survive the end of the process.</summary>
    bool IsDurable { get; }

    /// <summary>Reads entries in one consistent view.</summary>
    /// <param name="keys">The keys to read, each once.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The entries in the order of <paramref name="keys"/>; <see langword="null"/> for a key that has no entry.</returns>
    /// <exception cref="ArgumentException">A key is blank, longer than 300 characters, or there twice.</exception>
    ValueTask<IReadOnlyList<LedgerEntry?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes all entries, or none when one of them has been written since it was read. When this returns
    /// <see langword="true"/>, the entries are as safe as the store makes its events.
    /// </summary>
    /// <param name="entries">
    /// The entries, each key once. <see cref="LedgerEntry.Version"/> is the version that was read, 0 for a new entry; the
    /// store raises it by one.
    /// </param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>
    /// Whether the entries were written; <see langword="false"/> when another writer was faster: read again, decide again.
    /// </returns>
    /// <exception cref="ArgumentException">A key is there twice.</exception>
    ValueTask<bool> TryWriteAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken = default);
}
