using Analyse.Configuration;
using Analyse.Storage;

namespace Analyse.Simulation;

/// <summary>A store that captures at a steady rate. What it holds is arithmetic, so that no event has to be made.</summary>
internal sealed class SimulatedSource(int eventsPerSecond, TimeSpan firstCapture, SimulatedClock clock) : IEventSource
{
    public const int EventBytes = 400;

    // The last fifth of the buffer is for money events, and these are not.
    private const int Room = AnalyseDefaults.MaxBufferedEvents - (AnalyseDefaults.MaxBufferedEvents / 5);

    // Runs of events that came one after another, the oldest first: where each begins, and how many there are.
    private readonly Queue<(long First, long Count)> _runs = new();
    private long _captured;
    private long _accepted;
    private long _delivered;
    private long _deliveredOfRun;

    public int EventsPerSecond => eventsPerSecond;

    public string Description => "simulated";

    public long Captured
    {
        get
        {
            Capture();
            return _captured;
        }
    }

    public long Delivered => _delivered;

    public long Rejected => _captured - _accepted;

    public long Waiting
    {
        get
        {
            Capture();
            return _accepted - _delivered;
        }
    }

    public TimeSpan OldestWait => Waiting == 0 ? TimeSpan.Zero : clock.Now - TimeOf(_runs.Peek().First + _deliveredOfRun);

    public StoreCounts Counts => new()
    {
        Accepted = Waiting + _delivered,
        Full = Rejected,
        Delivered = _delivered,
        Waiting = _accepted - _delivered,
        WaitingBytes = (_accepted - _delivered) * EventBytes,
        OldestAge = Waiting == 0 ? null : OldestWait,
    };

    public void Deliver(int count)
    {
        _delivered += count;
        _deliveredOfRun += count;
        while (_runs.TryPeek(out var run) && _deliveredOfRun >= run.Count)
        {
            _deliveredOfRun -= run.Count;
            _runs.Dequeue();
        }
    }

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Abandon() => throw new NotSupportedException();

    private void Capture()
    {
        var captured = clock.Now < firstCapture ? 0 : (long)((clock.Now - firstCapture).TotalSeconds * eventsPerSecond) + 1;
        var taken = Math.Min(captured - _captured, Room - (_accepted - _delivered));
        if (taken > 0)
        {
            _runs.Enqueue((_captured, taken));
            _accepted += taken;
        }

        _captured = captured;
    }

    private TimeSpan TimeOf(long number) => firstCapture + TimeSpan.FromSeconds((double)number / eventsPerSecond);
}
