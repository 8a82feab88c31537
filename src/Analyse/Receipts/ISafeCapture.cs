namespace Analyse.Receipts;

/// <summary>
/// Captures for somebody who must be told that it is done, such as a payment service that sends its webhook again until it
/// is: what completes here is safe. For packages that answer such a service.
/// </summary>
public interface ISafeCapture
{
    /// <summary>
    /// Takes events and completes when all of them are safe: committed by the outbox that was added last, else committed by
    /// the durable store, else, in memory mode, delivered. An event with an <see cref="AnalyseEvent.IdempotencyKey"/> is
    /// taken once; while its first capture is under way, a second one waits for that outcome.
    /// </summary>
    /// <param name="events">The events; each says itself who it is. No identity, page or device is filled in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// What became of each event, in their order. <see cref="CaptureResult.Full"/> and <see cref="CaptureResult.Closed"/> may
    /// be better later; every other refusal is final.
    /// </returns>
    /// <exception cref="ArgumentException">An event has neither id.</exception>
    /// <exception cref="Exception">Something cannot be made safe now; of what follows it nothing is kept.</exception>
    Task<IReadOnlyList<CaptureResult>> CaptureAsync(IReadOnlyList<AnalyseEvent> events, CancellationToken cancellationToken = default);
}
