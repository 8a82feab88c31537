using Analyse.FaultTests.Rig;
using Analyse.Simulation;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>A fleet after an outage, on a simulated clock; <c>tests/Analyse.Simulation</c> prints the figures.</summary>
public sealed class RetryStormTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fleet_of_a_thousand_comes_back_without_a_storm_and_loses_nothing(bool countsEvents)
    {
        HasNoStorm(RetryStorm.Run(new Scenario { CountsEvents = countsEvents }));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_fleet_comes_back_without_a_storm_whatever_chance_does(int seed)
    {
        Slow.SkipUnlessAsked();
        HasNoStorm(RetryStorm.Run(new Scenario { Seed = seed }));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(180)]
    public void A_fleet_comes_back_without_a_storm_from_outages_of_other_lengths(int minutes)
    {
        Slow.SkipUnlessAsked();
        HasNoStorm(RetryStorm.Run(new Scenario { OutageLength = TimeSpan.FromMinutes(minutes) }));
    }

    private static void HasNoStorm(StormResult result)
    {
        Assert.InRange(result.PeakRatio, 1, 2);
        Assert.InRange(result.UntilDrained, TimeSpan.Zero, TimeSpan.FromHours(12));
        Assert.Equal(0, result.Lost);
    }
}
