using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Transport;

namespace Analyse.Simulation;

/// <summary>
/// One process that captures at a steady rate. It decides as the delivery loop does: gate, batch size, flush interval.
/// What waits is arithmetic, so that no event has to be made.
/// </summary>
internal sealed class Instance(int eventsPerSecond, TimeSpan firstCapture, SimulatedClock clock, Random random)
{
    // The last fifth of the buffer is for money events, and these are not.
    private const int Room = AnalyseDefaults.MaxBufferedEvents - (AnalyseDefaults.MaxBufferedEvents / 5);

    private readonly DestinationGate _gate = new(clock, random.NextDouble);
    private long _delivered;
    private long _lost;
    private int _underWay;

    public long Waiting => Captured - _delivered - _lost;

    public long Lost => _lost;

    private long Captured => clock.Now < firstCapture ? 0 : (long)((clock.Now - firstCapture).TotalSeconds * eventsPerSecond) + 1;

    /// <summary>What the loop does now.</summary>
    /// <returns>The batch it sends, or how long it waits.</returns>
    public (int Batch, TimeSpan Wait) Step()
    {
        _lost += Math.Max(0, Waiting - Room);
        if (_gate.TimeUntilOpen is var closed && closed > TimeSpan.Zero)
        {
            return (0, closed);
        }

        if (Waiting < AnalyseDefaults.MaxBatchSize && UntilDue() is var due && due > TimeSpan.Zero)
        {
            return (0, due);
        }

        _gate.TryTakeTurn(AnalyseDefaults.RequestTimeout);
        _underWay = (int)Math.Min(Waiting, AnalyseDefaults.MaxBatchSize);
        return (_underWay, TimeSpan.Zero);
    }

    public void Take(in TransportAnswer answer)
    {
        if (AnswerClassifier.Classify(answer) is Verdict.Delivered)
        {
            _delivered += _underWay;
            _gate.Delivered();
        }
        else
        {
            _gate.Failed(answer);
        }
    }

    private TimeSpan UntilDue()
    {
        var oldest = firstCapture + TimeSpan.FromSeconds((double)(_delivered + _lost) / eventsPerSecond);
        return oldest + AnalyseDefaults.FlushInterval - clock.Now;
    }
}
