using Analyse.Delivery;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class DrainPaceTests
{
    private readonly DrainPace _pace = new();

    [Fact]
    public void Nothing_holds_back_what_never_failed()
    {
        _pace.Delivered();

        Assert.Equal(TimeSpan.Zero, _pace.Interval);
    }

    [Fact]
    public void After_a_failure_the_rate_doubles_with_each_success_until_it_is_free()
    {
        _pace.Failed();

        Assert.Equal([8, 4, 2, 1, 0.5, 0.25, 0.125, 0], Successes(8));
    }

    [Fact]
    public void Each_further_failure_in_a_row_halves_the_rate_down_to_one_batch_in_five_minutes()
    {
        var intervals = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            _pace.Failed();
            intervals.Add(_pace.Interval.TotalSeconds);
        }

        Assert.Equal([16, 32, 64, 128, 256, 300, 300], intervals);
    }

    [Fact]
    public void A_failure_during_the_drain_undoes_seven_successes()
    {
        _pace.Failed();
        Successes(6);
        _pace.Failed();

        Assert.Equal(TimeSpan.FromSeconds(32), _pace.Interval);
    }

    [Fact]
    public void A_new_destination_starts_free()
    {
        _pace.Failed();

        _pace.Reset();

        Assert.Equal(TimeSpan.Zero, _pace.Interval);
    }

    private double[] Successes(int count)
    {
        var intervals = new double[count];
        for (var i = 0; i < count; i++)
        {
            _pace.Delivered();
            intervals[i] = _pace.Interval.TotalSeconds;
        }

        return intervals;
    }
}
