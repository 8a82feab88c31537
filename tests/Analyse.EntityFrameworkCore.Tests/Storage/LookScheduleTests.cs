using Analyse.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

public sealed class LookScheduleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_wait_grows_from_one_second_to_five_while_nothing_is_found()
    {
        var schedule = Schedule();

        Assert.Equal(1, schedule.UntilNext.TotalSeconds);
        Assert.Equal([2, 4, 5, 5], Enumerable.Range(0, 4).Select(_ => After(schedule.FoundNothing)));

        double After(Action look)
        {
            look();
            return schedule.UntilNext.TotalSeconds;
        }
    }

    [Fact]
    public void It_is_a_second_again_when_something_was_found()
    {
        var schedule = Schedule();
        schedule.FoundNothing();
        schedule.FoundNothing();

        schedule.Found();

        Assert.Equal(1, schedule.UntilNext.TotalSeconds);
    }

    [Fact]
    public void F73_It_is_a_minute_while_a_table_is_missing()
    {
        var schedule = Schedule();

        schedule.TableIsMissing();

        Assert.Equal(60, schedule.UntilNext.TotalSeconds);
    }

    [Fact]
    public void The_wait_is_counted_from_the_last_look_and_is_never_negative()
    {
        var schedule = Schedule();

        _time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Equal(0.6, schedule.UntilNext.TotalSeconds);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, schedule.UntilNext.TotalSeconds);
    }

    private LookSchedule Schedule() => new(new AnalyseOutboxOptions(), _time);
}
