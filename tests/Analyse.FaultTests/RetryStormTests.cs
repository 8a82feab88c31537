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
        var result = RetryStorm.Run(new Scenario { CountsEvents = countsEvents });

        Assert.InRange(result.PeakRatio, 1, 2);
        Assert.InRange(result.UntilDrained, TimeSpan.Zero, TimeSpan.FromHours(3));
        Assert.Equal(0, result.Lost);
    }
}
