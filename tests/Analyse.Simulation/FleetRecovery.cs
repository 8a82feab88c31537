using Analyse.Configuration;

namespace Analyse.Simulation;

/// <summary>What a fleet does to a service that comes back after an outage, with little more capacity than it needs.</summary>
/// <param name="PeakSecond">The most requests in one second, relative to the steady load.</param>
/// <param name="PeakMean">The highest mean over ten seconds, relative to the steady load.</param>
/// <param name="UntilDrained">From the end of the outage until no instance has a backlog.</param>
/// <param name="RelativeTime">The same, relative to the least possible time.</param>
/// <param name="Lost">Events that found a full buffer.</param>
internal sealed record FleetRecovery(double PeakSecond, double PeakMean, TimeSpan UntilDrained, double RelativeTime, long Lost)
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(12);

    public static FleetRecovery Run(
        bool countsEvents, int seed = 1, double outageMinutes = 30, int instances = 1_000, int eventsPerSecond = 5, double headroom = 1.5, double failureRate = 0, bool hangs = false)
    {
        var outage = new Outage(_warmUp, TimeSpan.FromMinutes(outageMinutes), hangs);
        var scenario = new Scenario { Instances = instances, EventsPerSecond = eventsPerSecond, Outage = outage, Seed = seed, FailureRate = failureRate };
        scenario = scenario with { Capacity = new Capacity(headroom * (countsEvents ? scenario.SteadyEvents : scenario.SteadyRequests), countsEvents) };

        var world = new World(scenario);
        var usual = eventsPerSecond * AnalyseDefaults.FlushInterval.TotalSeconds * 2;
        world.PlayTo(outage.End);
        // With failures that never end there is always one that is a batch behind, so that each has to catch up once.
        var behind = world.Instances.ToList();
        var drained = world.PlayUntil(() => behind.RemoveAll(instance => instance.Source.Waiting <= usual) >= 0 && behind.Count == 0, outage.End, _longest);
        // The load after the drain counts as well.
        world.PlayTo(drained + TimeSpan.FromMinutes(1));

        var events = scenario.Capacity.PerSecond * (countsEvents ? 1 : AnalyseDefaults.MaxBatchSize);
        var least = outage.Length * (scenario.SteadyEvents / (events - scenario.SteadyEvents));
        return new FleetRecovery(
            world.Service.PeakFrom(outage.Start, 1) / scenario.SteadyRequests,
            world.Service.PeakFrom(outage.Start, 10) / scenario.SteadyRequests,
            drained - outage.End,
            (drained - outage.End) / least,
            world.Instances.Sum(static instance => instance.Source.Rejected));
    }
}
