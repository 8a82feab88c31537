namespace Analyse.Extensibility;

/// <summary>Delivers what one scope has captured, such as a request whose response is about to end. The client is one.</summary>
public interface IScopeFlush
{
    /// <summary>
    /// Makes one attempt now, as <see cref="IAnalyseClient.FlushAsync"/> does, and completes as soon as the events of the scope
    /// are with the service or dead-lettered; it waits for nobody else's. Rows of an outbox that were not committed count as gone.
    /// </summary>
    /// <param name="captured">The events.</param>
    /// <param name="cancellationToken">Ends the wait, not the attempt.</param>
    /// <returns>A task that completes when none of the events is queued any more.</returns>
    /// <exception cref="AnalyseDeliveryException">The attempt failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task FlushAsync(CapturedEvents captured, CancellationToken cancellationToken = default);
}
