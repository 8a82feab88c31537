using Analyse.Configuration;
using Analyse.Transport;

namespace Analyse.Simulation;

/// <summary>Plays a scenario, event by event of its own queue, until every instance has caught up.</summary>
internal sealed class RetryStorm
{
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(12);

    private readonly Scenario _scenario;
    private readonly SimulatedClock _clock = new();
    private readonly Service _service;
    private readonly Instance[] _instances;
    private readonly PriorityQueue<Action, TimeSpan> _agenda = new();

    private RetryStorm(Scenario scenario)
    {
        _scenario = scenario;
        _service = new Service(scenario.Outage, scenario.Capacity);
        var random = new Random(scenario.Seed);
        _instances = new Instance[scenario.Instances];
        for (var i = 0; i < _instances.Length; i++)
        {
            var start = random.NextDouble() * AnalyseDefaults.FlushInterval;
            var instance = _instances[i] = new Instance(scenario.EventsPerSecond, start, _clock, random);
            _agenda.Enqueue(() => Step(instance), start);
        }
    }

    public static StormResult Run(Scenario scenario)
    {
        var storm = new RetryStorm(scenario);
        var drained = storm.Play();
        var peak = storm._service.PeakAfterOutage;
        return new StormResult(
            peak, peak / scenario.SteadyRequests, drained - scenario.Outage.End, storm._instances.Sum(static instance => instance.Lost));
    }

    private TimeSpan Play()
    {
        var backlog = _scenario.EventsPerSecond * AnalyseDefaults.FlushInterval.TotalSeconds * 2;
        var nextLook = _scenario.Outage.End;
        while (_agenda.TryDequeue(out var act, out var at) && at < _longest)
        {
            _clock.Now = at;
            if (at >= nextLook)
            {
                if (Array.TrueForAll(_instances, instance => instance.Waiting <= backlog))
                {
                    return at;
                }

                nextLook = at + TimeSpan.FromSeconds(1);
            }

            act();
        }

        return _longest;
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

        var answer = _service.Answer(_clock.Now, batch);
        _agenda.Enqueue(() => Take(instance, answer), _clock.Now + _latency);
    }

    private void Take(Instance instance, TransportAnswer answer)
    {
        instance.Take(answer);
        Step(instance);
    }
}
