namespace Analyse.Simulation;

/// <summary>What gets through a service that fails at random, within an hour.</summary>
/// <param name="Delivered">The share of what was captured.</param>
/// <param name="OldestWait">The longest that an event had waited when it was sent.</param>
/// <param name="WasLate">Whether a client said so.</param>
internal sealed record IndependentFailures(double Delivered, TimeSpan OldestWait, bool WasLate)
{
    public static IReadOnlyList<double> Rates { get; } = [0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.33, 0.5];

    public static IReadOnlyList<int> Loads { get; } = [5, 100, 1_000];

    public static IndependentFailures Run(int eventsPerSecond, double failureRate, int seed = 1)
    {
        var world = new World(new Scenario { Instances = 4, EventsPerSecond = eventsPerSecond, FailureRate = failureRate, Seed = seed });
        world.PlayTo(TimeSpan.FromHours(1));
        return new IndependentFailures(
            (double)world.Sums.Delivered / world.Sums.Captured,
            world.Instances.Max(static instance => instance.LongestWait),
            Array.Exists(world.Instances, static instance => instance.WasLate));
    }

    /// <summary>
    /// After an outage that filled every buffer: half an hour in which the failures go on, from five minutes after its end.
    /// </summary>
    public static IndependentFailures AfterOutage(int eventsPerSecond, double failureRate, int outageMinutes = 30)
    {
        var outage = new Outage(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(outageMinutes));
        var world = new World(new Scenario { Instances = 4, EventsPerSecond = eventsPerSecond, FailureRate = failureRate, Outage = outage });
        world.PlayTo(outage.End + TimeSpan.FromMinutes(5));
        var (captured, delivered) = world.Sums;
        world.PlayTo(outage.End + TimeSpan.FromMinutes(35));
        return new IndependentFailures(
            (double)(world.Sums.Delivered - delivered) / (world.Sums.Captured - captured),
            world.Instances.Max(static instance => instance.Source.OldestWait),
            Array.Exists(world.Instances, static instance => instance.WasLate));
    }

    /// <summary>The worst of several seeds, each figure for itself.</summary>
    public static IndependentFailures WorstOf(int seeds, int eventsPerSecond, double failureRate)
    {
        var runs = Enumerable.Range(1, seeds).Select(seed => Run(eventsPerSecond, failureRate, seed)).ToArray();
        return new IndependentFailures(
            runs.Min(static run => run.Delivered), runs.Max(static run => run.OldestWait), Array.Exists(runs, static run => run.WasLate));
    }
}
