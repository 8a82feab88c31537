using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Transport;

namespace Analyse.Simulation;

/// <summary>One process. It decides as the delivery loop does, with the loop's own parts: plan, gate, pace and verdicts.</summary>
internal sealed class Instance
{
    private static readonly AnalyseSettings _settings = new(new AnalyseOptions(), new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);

    private readonly BatchPlan _plan;
    private readonly DestinationGate _gate;
    private int _underWay;

    public Instance(int eventsPerSecond, TimeSpan firstCapture, SimulatedClock clock, Random random)
    {
        var load = new SteadyLoad(clock);
        _gate = new DestinationGate(clock, random.NextDouble, load);
        Source = new SimulatedSource(eventsPerSecond, firstCapture, clock);
        _plan = new BatchPlan(Source, _gate, load.AddSource(), clock);
    }

    public SimulatedSource Source { get; }

    /// <summary>The longest that an event had waited when its batch was sent.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>Whether the client called itself late at any step.</summary>
    public bool WasLate { get; private set; }

    /// <summary>What the loop does now.</summary>
    /// <returns>The batch it sends, or how long it waits.</returns>
    public (int Batch, TimeSpan Wait) Step()
    {
        WasLate |= _plan.IsLate;
        if (_gate.TimeUntilOpen is var closed && closed > TimeSpan.Zero)
        {
            return (0, closed);
        }

        if (_plan.UntilDue(_settings) is not { } due)
        {
            return (0, AnalyseDefaults.FlushInterval);
        }

        if (due > TimeSpan.Zero)
        {
            return (0, UntilFull is var full && full < due ? full : due);
        }

        _gate.TryTakeTurn(_settings.RequestTimeout);
        LongestWait = Source.OldestWait > LongestWait ? Source.OldestWait : LongestWait;
        _underWay = (int)Math.Min(Source.Waiting, LargestBatch);
        return (_underWay, TimeSpan.Zero);
    }

    public void Take(in TransportAnswer answer, TimeSpan took)
    {
        var bytes = _underWay * SimulatedSource.EventBytes;
        if (AnswerClassifier.Classify(answer) is Verdict.Delivered)
        {
            Source.Deliver(_underWay);
            _gate.Delivered();
            _gate.Body.Fits(bytes, took, _settings.RequestTimeout, _settings.MaxBatchBytes);
            return;
        }

        if (_underWay > 1)
        {
            _gate.Body.Failed(answer, took, bytes);
        }

        _gate.Failed(answer);
    }

    private int LargestBatch => Math.Clamp(_gate.Body.Bytes / SimulatedSource.EventBytes, 1, _settings.MaxBatchSize);

    private TimeSpan UntilFull => TimeSpan.FromSeconds((double)(LargestBatch - Source.Waiting) / Source.EventsPerSecond);
}
