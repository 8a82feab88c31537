using System.Diagnostics.Metrics;
using Analyse.Tracking;

namespace Analyse.Diagnostics;

/// <summary>The instruments of the meter <c>Analyse</c>.</summary>
internal sealed class Instruments : IDisposable
{
    private const string Events = "{event}";

    private readonly Meter _meter;

    public Instruments(IMeterFactory? factory, ClientReport report, Refusals refusals)
    {
        _meter = factory?.Create(AnalyseMetrics.MeterName) ?? new Meter(AnalyseMetrics.MeterName);
        DeadLettered = _meter.CreateCounter<long>("analyse.events.dead_lettered", Events, "Events that became dead letters, by reason.");
        Requests = _meter.CreateCounter<long>("analyse.requests", "{request}", "Requests to the service, by outcome.");
        RequestDuration = _meter.CreateHistogram<double>("analyse.request.duration", "s", "Duration of a request to the service, by outcome.");
        BatchSize = _meter.CreateHistogram<int>("analyse.batch.size", Events, "Events in a batch.");

        // What the counts know anyway is observed, and costs nothing on the way of an event.
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

    public Counter<long> DeadLettered { get; }

    public Counter<long> Requests { get; }

    public Histogram<double> RequestDuration { get; }

    public Histogram<int> BatchSize { get; }

    // A meter of a factory ends with the factory, and disposing of it here does nothing.
    public void Dispose() => _meter.Dispose();

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

    private static Measurement<long> Measure(long value, string reason) =>
        new(value, new KeyValuePair<string, object?>(AnalyseMetrics.ReasonTag, reason));

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
