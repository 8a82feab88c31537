using Analyse.Delivery;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(5, 1.5)]
    [InlineData(60, 18)]
    [InlineData(900, 270)]
    [InlineData(1_000, 300)]
    [InlineData(86_400, 300)]
    public void The_longest_back_off_is_a_share_of_the_time_without_a_success_up_to_five_minutes(int sinceSuccess, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.BackOff(TimeSpan.FromSeconds(sinceSuccess), chance: 1));

    [Fact]
    public void A_back_off_is_drawn_from_the_upper_half()
    {
        Assert.Equal(TimeSpan.FromSeconds(9), RetrySchedule.BackOff(TimeSpan.FromSeconds(60), chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(13.5), RetrySchedule.BackOff(TimeSpan.FromSeconds(60), chance: 0.5));
    }

    [Fact]
    public void F21_Six_hours_without_a_success_take_fewer_than_two_hundred_attempts_even_if_chance_is_against_it()
    {
        var elapsed = TimeSpan.FromSeconds(5);
        var attempts = 0;
        for (; elapsed < TimeSpan.FromHours(6); attempts++)
        {
            elapsed += RetrySchedule.BackOff(elapsed, chance: 0);
        }

        Assert.InRange(attempts, 50, 200);
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
        Assert.Equal(TimeSpan.FromSeconds(7.5), RetrySchedule.Paced(TimeSpan.FromSeconds(10), chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(12.5), RetrySchedule.Paced(TimeSpan.FromSeconds(10), chance: 1));
    }
}
