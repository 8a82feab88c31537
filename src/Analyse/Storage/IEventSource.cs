namespace Analyse.Storage;

/// <summary>The side of a store that gives events to one delivery loop.</summary>
public interface IEventSource
{
    /// <summary>What the store is, for the line at start: <c>memory</c>.</summary>
    string Description { get; }

    /// <summary>What became of the events of this store.</summary>
    StoreCounts Counts { get; }

    /// <summary>What is wrong with the store, in a plain sentence.</summary>
    /// <value><see langword="null"/>: nothing.</value>
    string? Problem => null;

    /// <summary>Whether events are sent as soon as they are seen, instead of waiting <see cref="AnalyseOptions.FlushInterval"/> for others.</summary>
    bool IsImmediate => false;

    /// <summary>
    /// Whether others put events in or take them out: other processes, or transactions of which the store is not told.
    /// <see cref="Counts"/> alone then does not tell a flush what is in the store.
    /// </summary>
    bool IsShared => false;

    /// <summary>Notes what is in the store now, for a flush.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Tells later what of it is left.</returns>
    /// <exception cref="Exception">The store cannot be read.</exception>
    ValueTask<IStoreMark> MarkAsync(CancellationToken cancellationToken) => new(new CountedMark(this));

    /// <summary>Counts which of these events are in the store, claimed ones included. For stores that others write to.</summary>
    /// <param name="events">The ids of the events.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>How many there are; zero from a store that only the client writes to.</returns>
    /// <exception cref="Exception">The store cannot be read.</exception>
    ValueTask<long> CountAsync(IReadOnlyCollection<Guid> events, CancellationToken cancellationToken) => new(0);

    /// <summary>Completes when so many events, or so many bytes of them, wait unclaimed, or when the token is cancelled; it does not throw then.</summary>
    /// <param name="count">Events that are enough.</param>
    /// <param name="bytes">Bytes that are enough.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that completes when there is enough.</returns>
    Task WaitAsync(int count, long bytes, CancellationToken cancellationToken);

    /// <summary>Claims the oldest events, at least one when any waits.</summary>
    /// <param name="maxCount">Events at most.</param>
    /// <param name="maxBytes">Bytes of JSON at most, separators included; a first event that is larger comes alone.</param>
    /// <param name="cancellationToken">Ends the claim.</param>
    /// <returns>The claimed batch, or <see langword="null"/> when nothing waits.</returns>
    ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Ends a claim, event by event, by its <see cref="EventBatch.Outcomes"/>. The batch must not be used afterwards.</summary>
    /// <param name="batch">The claimed batch.</param>
    /// <param name="cancellationToken">Ends the completion; what was not completed becomes claimable again.</param>
    /// <returns>A task that completes when the outcomes are recorded.</returns>
    ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Offers events again that were held back, those first that were held first; they return to the front. A store that holds
    /// nothing back treats <see cref="EventOutcome.Held"/> as <see cref="EventOutcome.Again"/>.
    /// </summary>
    /// <param name="most">Events at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that completes when they can be claimed.</returns>
    ValueTask ReleaseAsync(int most, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Tells the store that its loop has ended: what only memory holds is counted as lost.</summary>
    void Abandon();
}
