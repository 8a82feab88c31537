using Analyse.Configuration;
using Analyse.Transport;

namespace Analyse.Simulation;

/// <summary>Plays a scenario on a clock of its own, one thing after another.</summary>
internal sealed class World
{
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(50);

    private readonly SimulatedClock _clock = new();
    private readonly PriorityQueue<Action, TimeSpan> _agenda = new();

    public World(Scenario scenario)
    {
        var random = new Random(scenario.Seed);
        Service = new Service(scenario, random);
        Instances = new Instance[scenario.Instances];
        for (var i = 0; i < Instances.Length; i++)
        {
            var start = random.NextDouble() * AnalyseDefaults.FlushInterval;
            var instance = Instances[i] = new Instance(scenario.EventsPerSecond, start, _clock, random);
            _agenda.Enqueue(() => Step(instance), start);
        }
    }

    public Service Service { get; }

    public Instance[] Instances { get; }

    /// <summary>What all instances together captured and delivered so far.</summary>
    public (long Captured, long Delivered) Sums =>
        (Instances.Sum(static instance => instance.Source.Captured), Instances.Sum(static instance => instance.Source.Delivered));

    /// <summary>Plays up to a moment.</summary>
    public void PlayTo(TimeSpan end) => PlayUntil(static () => false, end, end);

    /// <summary>Plays until something is so, which is looked at ten times a second.</summary>
    /// <returns>The moment, or the end when it is never so.</returns>
    public TimeSpan PlayUntil(Func<bool> isSo, TimeSpan start, TimeSpan end)
    {
        var look = start;
        while (_agenda.TryPeek(out _, out var at) && at < end)
        {
            for (; look <= at; look += TimeSpan.FromSeconds(0.1))
            {
                _clock.Now = look;
                if (isSo())
                {
                    return look;
                }
            }

            _clock.Now = at;
            _agenda.Dequeue()();
        }

        _clock.Now = end;
        return end;
    }

    private void Step(Instance instance)
    {
        var (batch, wait) = instance.Step();
        if (batch == 0)
        {
            // A wait is never so short that the clock does not move.
            _agenda.Enqueue(() => Step(instance), _clock.Now + wait + TimeSpan.FromTicks(1));
            return;
        }

        var answer = Service.Answer(_clock.Now, batch);
        var took = answer.Failure is TimeoutException ? AnalyseDefaults.RequestTimeout : _latency;
        _agenda.Enqueue(() => Take(instance, answer, took), _clock.Now + took);
    }

    private void Take(Instance instance, TransportAnswer answer, TimeSpan took)
    {
        instance.Take(answer, took);
        Step(instance);
    }
}
