namespace Analyse;

/// <summary>
/// Captures events where you say who it is: jobs, webhooks, anything without a request. A singleton, safe for use by many
/// threads. In a request, <see cref="IAnalyseTracker"/> knows the person by itself.
/// </summary>
public interface IAnalyseClient
{
    /// <summary>What became of everything that was captured so far.</summary>
    AnalyseCounts Counts { get; }

    /// <summary>How the client is doing now, for a health check or a page of your own.</summary>
    AnalyseStatus Status { get; }

    /// <summary>Takes an event into the store, from which it is delivered in the background. Never blocks.</summary>
    /// <param name="analyseEvent">The event; at least one of its ids is set.</param>
    /// <returns>What became of it. A refusal is counted and logged, never thrown.</returns>
    /// <exception cref="ArgumentException">Neither <see cref="AnalyseEvent.PersonId"/> nor <see cref="AnalyseEvent.AnonymousId"/> was ever set.</exception>
    CaptureResult Capture(AnalyseEvent analyseEvent);

    /// <summary>Takes an event into the store and completes when the store holds it for good: at once in memory, after the commit in a durable store.</summary>
    /// <param name="analyseEvent">The event; at least one of its ids is set.</param>
    /// <param name="cancellationToken">Ends the wait, not the capture.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">Neither <see cref="AnalyseEvent.PersonId"/> nor <see cref="AnalyseEvent.AnonymousId"/> was ever set.</exception>
    ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends this one event in a request of its own, now, and keeps it nowhere: a receipt for webhooks and short-lived
    /// processes. When it returns <see cref="CaptureResult.Accepted"/>, the service has the event.
    /// </summary>
    /// <param name="analyseEvent">The event; at least one of its ids is set.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    /// <returns><see cref="CaptureResult.Accepted"/>, or why the event was refused before it was sent.</returns>
    /// <exception cref="ArgumentException">Neither <see cref="AnalyseEvent.PersonId"/> nor <see cref="AnalyseEvent.AnonymousId"/> was ever set.</exception>
    /// <exception cref="AnalyseDeliveryException">The service did not take the event.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<CaptureResult> SendAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default);

    /// <summary>Tells who a person is. Repeating it with the same id is fine.</summary>
    /// <param name="personId">The site's own id of the user.</param>
    /// <param name="traits">What is known of the person; <c>$name</c>, <c>$email</c> and <c>$avatar</c> fill the profile's header.</param>
    /// <param name="anonymousId">The id of a device or browser that is this person's: what it did before joins the timeline.</param>
    /// <returns>What became of the event that says so.</returns>
    CaptureResult Identify(string personId, EventProperties? traits = null, string? anonymousId = null);

    /// <summary>
    /// Makes one attempt now for every batch that is queued, without regard to back-off, and completes when nothing is left
    /// of what was accepted or committed before the call, in any store: rows of an outbox are found whoever committed them, and
    /// waited for while another process delivers them. Concurrent calls share one run. A client that is switched off has
    /// nothing to deliver.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    /// <returns>A task that completes when everything that was queued is delivered.</returns>
    /// <exception cref="AnalyseDeliveryException">Something is still queued, or was dead-lettered. What can still be delivered is kept and tried again.</exception>
    Task FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes no more events and delivers what waits, within <see cref="AnalyseOptions.ShutdownTimeout"/>.</summary>
    /// <param name="cancellationToken">Gives up what is not delivered yet.</param>
    /// <returns>A task that completes when the client has stopped.</returns>
    /// <exception cref="AnalyseDeliveryException">Not everything was taken in time.</exception>
    Task ShutdownAsync(CancellationToken cancellationToken = default);

    /// <summary>A tracker bound to one person.</summary>
    /// <param name="personId">The site's own id of the user.</param>
    /// <param name="anonymousId">The id of the person's device or browser, when it is known.</param>
    /// <returns>The tracker.</returns>
#pragma warning disable CA1716 // For reads best in C#; languages in which it is a keyword can escape it.
    IAnalyseTracker For(string? personId, string? anonymousId = null);
#pragma warning restore CA1716
}
