using System.Globalization;
using System.Net;
using Analyse.Testing.Recording;
using Analyse.Testing.Transport;
using Analyse.Transport;

namespace Analyse.Testing;

/// <summary>
/// Records what an application captures, at once and typed, and stands in for the service, so that nothing is sent.
/// Register it with <c>services.AddAnalyseRecorder()</c>, or make a client without a host with <see cref="CreateClient"/>.
/// Safe for use by many threads.
/// </summary>
public sealed partial class AnalyseRecorder
{
    private static readonly TimeSpan _longestShutdown = TimeSpan.FromSeconds(1);

    private readonly RecordingTransport _transport = new();
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes a recorder that accepts everything.</summary>
    public AnalyseRecorder()
        : this(TimeProvider.System)
    {
    }

    internal AnalyseRecorder(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        AnswerNormally();
    }

    /// <summary>The events that were accepted, in order of capture.</summary>
    public IReadOnlyList<RecordedEvent> Events => [.. Accepted];

    /// <summary>The captures that were not taken, in order: refused for the reason in <see cref="RecordedEvent.Result"/>, or duplicates.</summary>
    public IReadOnlyList<RecordedEvent> Refused => [.. Log.Events.Where(recorded => !recorded.IsAccepted)];

    /// <summary>The requests that would have gone to the service. Delivery is in the background: flush the client to see all.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _transport.Requests;

    internal EventLog Log { get; } = new();

    internal IEventTransport Transport => _transport;

    private IEnumerable<RecordedEvent> Accepted => Log.Events.Where(recorded => recorded.IsAccepted);

    /// <summary>Makes a client that records here, for code that needs no host. Dispose of it at the end of the test.</summary>
    /// <param name="options">The settings; <see langword="null"/>: the defaults. A key is not needed.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">A setting is not valid.</exception>
    public AnalyseClient CreateClient(AnalyseOptions? options = null) => new(
        options ?? new AnalyseOptions { ShutdownTimeout = _longestShutdown },
        transport: Transport,
        observer: new RecordingObserver(this));

    /// <summary>The accepted events of one type, in order: <c>recorder.Of&lt;CheckoutFinished&gt;()</c>.</summary>
    /// <typeparam name="T">The type; a base type gives the events of all types built on it.</typeparam>
    /// <returns>Copies of the events, with ids, page and time filled in.</returns>
    public IReadOnlyList<T> Of<T>()
        where T : AnalyseEvent => [.. Accepted.Select(recorded => recorded.Event).OfType<T>()];

    /// <summary>The accepted events of one name, in order.</summary>
    /// <param name="name">The name, such as <c>coupon_applied</c>.</param>
    /// <returns>The events.</returns>
    public IReadOnlyList<RecordedEvent> Named(string name) => [.. Accepted.Where(recorded => recorded.Name == name)];

    /// <summary>
    /// A person's timeline: the accepted events with this person id, and those with no person id of a device that an
    /// identify, or any other event with both ids, makes the person's own.
    /// </summary>
    /// <param name="personId">The site's own id of the user.</param>
    /// <returns>The events in order of capture.</returns>
    public IReadOnlyList<RecordedEvent> By(string personId) => Timeline.Of(personId, Accepted);

    /// <summary>
    /// Net revenue by currency: the sum of <c>revenue</c> over the accepted events, in the currency's minor units. A
    /// <see cref="CheckoutFinished"/> that the application's own code captured has no <c>revenue</c>, so its amount counts.
    /// </summary>
    /// <returns>The sums by ISO code in upper case: <c>recorder.NetRevenue()["USD"]</c>. A currency in which nothing moved is not there.</returns>
    public IReadOnlyDictionary<string, long> NetRevenue() => Revenue.Sum(Accepted);

    /// <summary>Says what was captured, refused captures included: a line for each, for the message of a failing test.</summary>
    /// <returns>Text for people.</returns>
    public string Describe() => Description.Of(Log.Events);

    /// <summary>Forgets events and requests. The answer stays as it is, and the client still knows its idempotency keys.</summary>
    public void Clear()
    {
        Log.Clear();
        _transport.Clear();
    }

    /// <summary>Answers every request with this status from now on, also those that hang.</summary>
    /// <param name="status">The status, such as <see cref="HttpStatusCode.ServiceUnavailable"/>.</param>
    /// <param name="retryAfter">What the header <c>Retry-After</c> asks for, in whole seconds; <see langword="null"/>: no header.</param>
    public void AnswerWith(HttpStatusCode status, TimeSpan? retryAfter = null) => _transport.AnswerWith(new TransportAnswer
    {
        Status = status,
        RetryAfter = retryAfter is { } wait ? ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null,
    });

    /// <summary>Answers no request from now on, until another answer is chosen.</summary>
    public void Hang() => _transport.Hang();

    /// <summary>Accepts every request from now on, also those that hang.</summary>
    public void AnswerNormally() => AnswerWith(HttpStatusCode.OK);

    internal static void ShortenShutdown(AnalyseOptions options)
    {
        if (options.ShutdownTimeout > _longestShutdown)
        {
            options.ShutdownTimeout = _longestShutdown;
        }
    }
}
