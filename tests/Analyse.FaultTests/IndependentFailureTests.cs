using Analyse.FaultTests.Rig;
using Analyse.Simulation;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>F82: a service that fails at random, on a simulated clock; <c>tests/Analyse.Simulation</c> prints the whole table.</summary>
public sealed class IndependentFailureTests
{
    public static TheoryData<int, double> All
    {
        get
        {
            var all = new TheoryData<int, double>();
            foreach (var load in IndependentFailures.Loads)
            {
                foreach (var rate in IndependentFailures.Rates)
                {
                    all.Add(load, rate);
                }
            }

            return all;
        }
    }

    [Theory]
    [InlineData(5, 0.03)]
    [InlineData(5, 0.5)]
    [InlineData(100, 0.2)]
    [InlineData(100, 0.5)]
    public void F82_Independent_failures_cost_hardly_more_than_what_they_fail(int eventsPerSecond, double rate) =>
        GetsThrough(eventsPerSecond, rate, seed: 1);

    [Theory]
    [MemberData(nameof(All))]
    public void F82_So_it_is_at_any_rate_and_load_whatever_chance_does(int eventsPerSecond, double rate)
    {
        Slow.SkipUnlessAsked();
        for (var seed = 1; seed <= 4; seed++)
        {
            GetsThrough(eventsPerSecond, rate, seed);
        }
    }

    [Theory]
    [InlineData(5, 0.33)]
    [InlineData(100, 0.2)]
    [InlineData(100, 0.33)]
    [InlineData(1_000, 0.1)]
    [InlineData(1_000, 0.33)]
    public void F82_It_is_no_different_after_an_outage_in_which_every_buffer_was_full(int eventsPerSecond, double rate) =>
        Assert.True(IndependentFailures.AfterOutage(eventsPerSecond, rate).Delivered >= LeastOf(eventsPerSecond, rate));

    private static double LeastOf(int eventsPerSecond, double rate) => eventsPerSecond < 1_000 ? 0.95 : 0.9 * (1 - rate);

    private static void GetsThrough(int eventsPerSecond, double rate, int seed)
    {
        var result = IndependentFailures.Run(eventsPerSecond, rate, seed);

        Assert.InRange(result.Delivered, LeastOf(eventsPerSecond, rate), 1);
        Assert.True(rate > 0.2 || result.OldestWait <= TimeSpan.FromSeconds(30), $"The oldest event waited {result.OldestWait}.");
        // Whoever has events that are older than a minute must say so, give or take what a look misses.
        Assert.True(result.OldestWait < TimeSpan.FromSeconds(70) || result.WasLate);
        Assert.True(result.OldestWait > TimeSpan.FromSeconds(55) || !result.WasLate);
    }
}
