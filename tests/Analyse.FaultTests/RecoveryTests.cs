using Analyse.FaultTests.Rig;
using Analyse.Simulation;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>F83: after an outage, on a simulated clock; <c>tests/Analyse.Simulation</c> prints the figures.</summary>
public sealed class RecoveryTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 5)]
    [InlineData(5, 8)]
    [InlineData(20, 15)]
    [InlineData(60, 30)]
    public void F83_One_client_has_soon_caught_up(int outageSeconds, int limitSeconds) =>
        Assert.InRange(Recovery.Run(outageSeconds).Longest, TimeSpan.Zero, TimeSpan.FromSeconds(limitSeconds));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void F83_A_fleet_of_a_thousand_comes_back_without_a_storm_and_loses_nothing(bool countsEvents) =>
        HasNoStorm(FleetRecovery.Run(countsEvents), LimitOf(countsEvents));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void F83_A_fleet_comes_back_without_a_storm_whatever_chance_does(bool countsEvents)
    {
        Slow.SkipUnlessAsked();
        for (var seed = 2; seed <= 8; seed++)
        {
            HasNoStorm(FleetRecovery.Run(countsEvents, seed), LimitOf(countsEvents));
        }
    }

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(5, 0, false)]
    [InlineData(180, 0, false)]
    [InlineData(30, 0.1, false)]
    [InlineData(30, 0, true)]
    public void F83_Nor_is_there_a_storm_after_other_outages_or_when_some_requests_go_on_failing(int minutes, double failureRate, bool hangs)
    {
        Slow.SkipUnlessAsked();
        foreach (var countsEvents in new[] { false, true })
        {
            HasNoStorm(FleetRecovery.Run(countsEvents, outageMinutes: minutes, failureRate: failureRate, hangs: hangs), relativeTime: 6);
        }
    }

    // How many times the least possible time it may take.
    private static double LimitOf(bool countsEvents) => countsEvents ? 1.2 : 2.5;

    private static void HasNoStorm(FleetRecovery result, double relativeTime)
    {
        Assert.InRange(result.PeakSecond, 1, 2.5);
        Assert.InRange(result.PeakMean, 1, 2);
        Assert.InRange(result.RelativeTime, 1, relativeTime);
        Assert.Equal(0, result.Lost);
    }
}
