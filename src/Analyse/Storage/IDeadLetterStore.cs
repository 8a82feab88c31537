namespace Analyse.Storage;

/// <summary>The side of a store that keeps the dead letters. A store that is an <see cref="IEventSource"/> may be this too.</summary>
public interface IDeadLetterStore
{
    /// <summary>Lists the dead letters, the oldest first.</summary>
    /// <param name="most">How many at the most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The dead letters.</returns>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(int most, CancellationToken cancellationToken);

    /// <summary>Puts dead letters back among the waiting events; they are no longer counted as dead-lettered.</summary>
    /// <param name="ids">Their ids; unknown ones are passed over.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were put back.</returns>
    ValueTask<int> ResendDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Deletes dead letters for good; they are counted as lost from then on.</summary>
    /// <param name="ids">Their ids; unknown ones are passed over.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were deleted.</returns>
    ValueTask<int> DeleteDeadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
