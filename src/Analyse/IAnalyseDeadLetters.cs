namespace Analyse;

/// <summary>
/// The events that the service will never take. They are kept for 30 days in the store that held them (the memory store
/// keeps the last 1,000, and 8 MiB at most; the SQLite store as many as its options say), and can be listed, sent again and
/// deleted. What is destroyed, by whatever of these, is counted in <see cref="AnalyseCounts.Losses"/> from then on.
/// </summary>
public interface IAnalyseDeadLetters
{
    /// <summary>Lists the dead letters, the oldest first.</summary>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The dead letters.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is not positive.</exception>
    Task<IReadOnlyList<DeadLetter>> ListAsync(int most = 100, CancellationToken cancellationToken = default);

    /// <summary>Puts dead letters back among the waiting events, with the same id and the same bytes.</summary>
    /// <param name="ids">Their ids; unknown ones are passed over.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were put back.</returns>
    Task<int> ResendAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken = default);

    /// <summary>Deletes dead letters for good.</summary>
    /// <param name="ids">Their ids; unknown ones are passed over.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken = default);
}
