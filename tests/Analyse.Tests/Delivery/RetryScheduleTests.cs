using Analyse.Delivery;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(int.MaxValue, 300)]
    public void The_longest_back_off_doubles_with_each_failure_up_to_five_minutes(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.BackOff(failures, chance: 1));

    [Fact]
    public void A_back_off_is_drawn_from_nothing_to_the_longest()
    {
        Assert.Equal(TimeSpan.Zero, RetrySchedule.BackOff(5, chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(4), RetrySchedule.BackOff(5, chance: 0.25));
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(7, 7)]
    [InlineData(3_600, 3_600)]
    [InlineData(1_000_000, 3_600)]
    public void A_time_that_was_asked_for_is_kept_within_a_second_and_an_hour(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.RetryAfter(TimeSpan.FromSeconds(asked), chance: 0));

    [Fact]
    public void Jitter_makes_a_time_that_was_asked_for_longer_never_shorter()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), RetrySchedule.RetryAfter(TimeSpan.FromSeconds(10), chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(11), RetrySchedule.RetryAfter(TimeSpan.FromSeconds(10), chance: 1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void A_pause_doubles_from_a_minute_up_to_an_hour(int pauses, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), RetrySchedule.Pause(pauses));

    [Fact]
    public void A_paced_wait_is_spread_around_its_interval()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.Paced(TimeSpan.FromSeconds(10), chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(15), RetrySchedule.Paced(TimeSpan.FromSeconds(10), chance: 1));
    }
}
