namespace Analyse;

/// <summary>
/// Captures events of one person: in a web application that of the current request, where person, device and page are
/// filled in. Scoped; inject it into controllers, pages, endpoints and hubs.
/// </summary>
public interface IAnalyseTracker
{
    /// <summary>Who and where the events of this tracker are, as far as it is known at the moment it is read.</summary>
    IAnalyseContext Context { get; }

    /// <summary>Takes an event into the store, from which it is delivered in the background. Never blocks, never throws on account of data.</summary>
    /// <param name="analyseEvent">The event. Ids, page and time that it has itself win.</param>
    /// <returns>What became of it. A refusal is counted and logged.</returns>
    CaptureResult Capture(AnalyseEvent analyseEvent);

    /// <summary>Takes a custom event into the store.</summary>
    /// <param name="name">The event's name, such as <c>coupon_applied</c>.</param>
    /// <param name="properties">The event's properties; no personal data.</param>
    /// <returns>What became of it. A refusal is counted and logged.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    CaptureResult Capture(string name, EventProperties? properties = null);

    /// <summary>Takes an event and completes when the store holds it for good: at once in memory, after the commit in a durable store.</summary>
    /// <param name="analyseEvent">The event. Ids, page and time that it has itself win.</param>
    /// <param name="cancellationToken">Ends the wait, not the capture.</param>
    /// <returns>What became of it.</returns>
    ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default);

    /// <summary>Takes a custom event and completes when the store holds it for good.</summary>
    /// <param name="name">The event's name, such as <c>coupon_applied</c>.</param>
    /// <param name="properties">The event's properties; no personal data.</param>
    /// <param name="cancellationToken">Ends the wait, not the capture.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    ValueTask<CaptureResult> CaptureAsync(string name, EventProperties? properties = null, CancellationToken cancellationToken = default);

    /// <summary>Tells who the person is, and that the device of this request is theirs. Without a person it is refused.</summary>
    /// <param name="traits">What is known of the person; <c>$name</c>, <c>$email</c> and <c>$avatar</c> fill the profile's header.</param>
    /// <returns>What became of the event that says so.</returns>
    CaptureResult Identify(EventProperties? traits = null);

    /// <summary>
    /// Sets the person for the rest of this request. The request that creates an account or signs somebody in still has
    /// an anonymous user, so tell it here.
    /// </summary>
    /// <param name="personId">The site's own id of the user.</param>
    void SignedInAs(string personId);

    /// <summary>Sends what waits, as <see cref="IAnalyseClient.FlushAsync"/> does.</summary>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    /// <returns>A task that completes when everything that waited was delivered.</returns>
    /// <exception cref="AnalyseDeliveryException">Not everything was taken. What can still be delivered is kept and tried again.</exception>
    Task FlushAsync(CancellationToken cancellationToken = default);
}
