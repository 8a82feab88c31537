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
