using System.Diagnostics.Metrics;
using Analyse.Delivery;
using Analyse.Tracking;

namespace Analyse.Diagnostics;

/// <summary>
/// The meter <c>Analyse</c>. A client of a host has it from the start. Without a host it appears with the first capture,
/// beside it and not within it: making a meter takes a process that has just started longer than all of the capture.
/// </summary>
internal sealed class AnalyseMetrics(IMeterFactory? factory) : IDisposable
{
    public const string MeterName = "Analyse";
    public const string ReasonTag = "reason";

    private const string OutcomeTag = "outcome";

    private readonly Lock _lock = new();
    private Func<Instruments>? _make;
    private Instruments? _instruments;

    /// <summary>Observes what a client knows.</summary>
    public void Observe(ClientReport report, Refusals refusals)
    {
        _make = () => new Instruments(factory, report, refusals);
        if (factory is not null)
        {
            Publish();
        }
    }

    /// <summary>Makes the meter, unless it is there.</summary>
    public void Publish() => Made();

    public void Batch(int events) => Made()?.BatchSize.Record(events);

    public void Request(Verdict outcome, TimeSpan duration)
    {
        if (Made() is { } instruments)
        {
            var tag = new KeyValuePair<string, object?>(OutcomeTag, NameOf(outcome));
            instruments.Requests.Add(1, tag);
            instruments.RequestDuration.Record(duration.TotalSeconds, tag);
        }
    }

    public void DeadLettered(string reason) => Made()?.DeadLettered.Add(1, new KeyValuePair<string, object?>(ReasonTag, reason));

    public void Dispose()
    {
        lock (_lock)
        {
            _make = null;
            _instruments?.Dispose();
        }
    }

    /// <returns><see langword="null"/>: the client was disposed of before anything was measured.</returns>
    private Instruments? Made()
    {
        if (_instruments is { } made)
        {
            return made;
        }

        lock (_lock)
        {
            return _instruments ??= _make?.Invoke();
        }
    }

    private static string NameOf(Verdict outcome) => outcome switch
    {
        Verdict.Delivered => "delivered",
        Verdict.Retry => "retry",
        Verdict.KeyRefused => "key_refused",
        Verdict.Misrouted => "misrouted",
        Verdict.TooLarge => "too_large",
        _ => "not_accepted",
    };
}
