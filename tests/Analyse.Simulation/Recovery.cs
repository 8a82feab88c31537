using Analyse.Configuration;

namespace Analyse.Simulation;

/// <summary>How long one client takes to catch up after an outage.</summary>
/// <param name="Median">Half of the seeds took no longer.</param>
/// <param name="Longest">No seed took longer.</param>
internal sealed record Recovery(TimeSpan Median, TimeSpan Longest)
{
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    /// <summary>Outages in seconds, and how long the client may take afterwards; 0 is one request that fails.</summary>
    public static IReadOnlyList<(int Outage, int Limit)> Limits { get; } = [(0, 2), (2, 5), (5, 8), (20, 15), (60, 30)];

    public static Recovery Run(int outageSeconds, int eventsPerSecond = 50, int seeds = 200, double failureRate = 0, bool hangs = false)
    {
        var times = Enumerable.Range(1, seeds)
            .Select(seed => TimeOf(outageSeconds, eventsPerSecond, failureRate, hangs, seed))
            .Order()
            .ToArray();
        return new Recovery(times[times.Length / 2], times[^1]);
    }

    private static TimeSpan TimeOf(int outageSeconds, int eventsPerSecond, double failureRate, bool hangs, int seed)
    {
        // The phase of the outage is drawn as well, since requests come at their own times.
        var phase = TimeSpan.FromSeconds(120 + (new Random(seed).NextDouble() * 5));
        var outage = new Outage(phase, TimeSpan.FromSeconds(outageSeconds), hangs);
        var world = new World(new Scenario { EventsPerSecond = eventsPerSecond, FailureRate = failureRate, Outage = outage, Seed = seed });
        var source = world.Instances[0].Source;
        var usual = Math.Max(AnalyseDefaults.MaxBatchSize, AnalyseDefaults.FlushInterval.TotalSeconds * Math.Min(eventsPerSecond, 20));
        world.PlayTo(outage.End);

        // What was captured while the service was away is delivered, and no more is queued than usual.
        var missed = source.Captured;
        if (outage.IsOneRequest)
        {
            var before = world.Service.Failed;
            var failed = world.PlayUntil(() => world.Service.Failed > before, outage.Start, outage.Start + _patience);
            missed = source.Captured;
            return world.PlayUntil(() => source.Delivered + usual >= missed && source.Waiting <= usual, failed, failed + _patience) - failed;
        }

        return world.PlayUntil(() => source.Delivered >= missed && source.Waiting <= usual, outage.End, outage.End + _patience) - outage.End;
    }
}
