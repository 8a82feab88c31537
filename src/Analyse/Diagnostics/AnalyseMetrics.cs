using System.Diagnostics.Metrics;
using Analyse.Delivery;
using Analyse.Tracking;

namespace Analyse.Diagnostics;

/// <summary>The meter <c>Analyse</c>. What the books know anyway is observed, and costs nothing on the way of an event.</summary>
internal sealed class AnalyseMetrics : IDisposable
{
    public const string MeterName = "Analyse";

    private const string Events = "{event}";
    private const string ReasonTag = "reason";
    private const string OutcomeTag = "outcome";

    private readonly Meter _meter;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _requestDuration;
    private readonly Histogram<int> _batchSize;

    public AnalyseMetrics(IMeterFactory? factory)
    {
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _deadLettered = _meter.CreateCounter<long>("analyse.events.dead_lettered", Events, "Events that became dead letters, by reason.");
        _requests = _meter.CreateCounter<long>("analyse.requests", "{request}", "Requests to the service, by outcome.");
        _requestDuration = _meter.CreateHistogram<double>("analyse.request.duration", "s", "Duration of a request to the service, by outcome.");
        _batchSize = _meter.CreateHistogram<int>("analyse.batch.size", Events, "Events in a batch.");
    }

    /// <summary>Observes what a client knows.</summary>
    public void Observe(ClientReport report, Refusals refusals)
    {
        _meter.CreateObservableCounter("analyse.events.captured", () => report.Counts.Captured, Events, "Events that were captured.");
        _meter.CreateObservableCounter("analyse.events.duplicates", () => report.Counts.Duplicates, Events, "Events that were taken before.");
        _meter.CreateObservableCounter("analyse.events.refused", () => Measure(refusals), Events, "Events that were refused, by reason.");
        _meter.CreateObservableCounter("analyse.events.delivered", () => report.Counts.Delivered, Events, "Events that the service took.");
        _meter.CreateObservableCounter(
            "analyse.events.lost", () => Measure(report.Counts.Losses), Events, "Accepted events that are neither delivered nor kept any more, by reason.");
        _meter.CreateObservableUpDownCounter("analyse.store.events", () => report.Counts.Waiting, Events, "Events that wait.");
        _meter.CreateObservableUpDownCounter("analyse.store.dead_letters", () => report.Counts.DeadLettered, Events, "Events that are kept as dead letters.");
        _meter.CreateObservableUpDownCounter("analyse.store.bytes", () => report.WaitingBytes, "By", "Bytes of JSON that wait.");
        _meter.CreateObservableGauge("analyse.store.oldest_age", () => report.OldestWaiting.TotalSeconds, "s", "Age of the oldest event that waits.");
    }

    public void Batch(int events) => _batchSize.Record(events);

    public void Request(Verdict outcome, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>(OutcomeTag, NameOf(outcome));
        _requests.Add(1, tag);
        _requestDuration.Record(duration.TotalSeconds, tag);
    }

    public void DeadLettered(string reason) => _deadLettered.Add(1, new KeyValuePair<string, object?>(ReasonTag, reason));

    // A meter of a factory ends with the factory, and disposing of it here does nothing.
    public void Dispose() => _meter.Dispose();

    private static string NameOf(Verdict outcome) => outcome switch
    {
        Verdict.Delivered => "delivered",
        Verdict.Retry => "retry",
        Verdict.KeyRefused => "key_refused",
        Verdict.Misrouted => "misrouted",
        Verdict.TooLarge => "too_large",
        _ => "not_accepted",
    };

    private static IEnumerable<Measurement<long>> Measure(Refusals refusals) => Refusals.Reasons
        .Select(reason => Measure(refusals.Of(reason), NameOf(reason)));

    private static IEnumerable<Measurement<long>> Measure(AnalyseLosses losses) =>
    [
        Measure(losses.AtShutdown, "shutdown"),
        Measure(losses.StoreDamaged, "store_damaged"),
        Measure(losses.DeadLettersDeleted, "dead_letter_deleted"),
        Measure(losses.DeadLettersEvicted, "dead_letter_evicted"),
        Measure(losses.DeadLettersExpired, "dead_letter_expired"),
    ];

    private static Measurement<long> Measure(long value, string reason) => new(value, new KeyValuePair<string, object?>(ReasonTag, reason));

    private static string NameOf(CaptureResult reason) => reason switch
    {
        CaptureResult.NoIdentity => "no_identity",
        CaptureResult.TooLarge => "too_large",
        CaptureResult.Full => "full",
        CaptureResult.Filtered => "filtered",
        CaptureResult.Off => "off",
        CaptureResult.Closed => "closed",
        _ => "invalid",
    };
}
