using Analyse.Delivery;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class DeliveryPaceTests
{
    private static readonly TimeSpan _aMinute = TimeSpan.FromMinutes(1);

    private readonly DeliveryPace _pace = new();

    // The interval at a load of one request per second shows the multiple.
    private double Multiple => 1 / _pace.Interval(1).TotalSeconds;

    [Fact]
    public void Nothing_holds_back_what_never_failed()
    {
        _pace.Delivered(TimeSpan.Zero);

        Assert.True(_pace.IsFree);
        Assert.Equal(TimeSpan.Zero, _pace.Interval(1));
    }

    [Fact]
    public void A_failure_leaves_enough_to_keep_up_and_however_many_there_are_it_stays_so()
    {
        for (var i = 0; i < 20; i++)
        {
            _pace.Failed(DeliveryPace.Floor);
            Assert.Equal(DeliveryPace.Floor, Multiple, 3);
            Assert.Equal(i + 1, _pace.FailuresInARow);
        }
    }

    [Fact]
    public void The_interval_follows_the_load()
    {
        _pace.Failed(DeliveryPace.Floor);

        Assert.Equal(_pace.Interval(1).TotalSeconds, 10 * _pace.Interval(10).TotalSeconds, 5);
    }

    [Fact]
    public void After_a_failure_the_rate_grows_slowly_and_after_an_outage_quickly()
    {
        _pace.Failed(DeliveryPace.Floor);
        _pace.Delivered(TimeSpan.FromSeconds(0.5));
        var slow = Multiple / DeliveryPace.Floor;

        _pace.Reset();
        _pace.Failed(DeliveryPace.Floor);
        _pace.Failed(DeliveryPace.Floor);
        _pace.Delivered(_aMinute);
        var quick = Multiple / DeliveryPace.Floor;

        Assert.InRange(slow, 1.01, 1.15);
        Assert.InRange(quick, 1.25, 1.5);
    }

    [Fact]
    public void The_first_failure_after_an_outage_ends_the_quick_growth_and_halves_the_rate()
    {
        _pace.Failed(DeliveryPace.Floor);
        _pace.Failed(DeliveryPace.Floor);
        _pace.Delivered(_aMinute);
        for (var i = 0; i < 6; i++)
        {
            _pace.Delivered(TimeSpan.Zero);
        }

        var before = Multiple;
        _pace.Failed(DeliveryPace.Floor);
        var after = Multiple;
        _pace.Delivered(TimeSpan.Zero);

        Assert.Equal(before / 2, after, 3);
        Assert.InRange(Multiple / after, 1.01, 1.15);
    }

    [Fact]
    public void After_a_long_outage_it_begins_with_what_the_client_sends_when_all_is_well()
    {
        _pace.Failed(DeliveryPace.Floor);

        _pace.Delivered(TimeSpan.FromMinutes(3));

        Assert.Equal(DeliveryPace.FloorAfterLongOutage, Multiple, 3);
    }

    [Fact]
    public void Successes_make_it_free_again()
    {
        _pace.Failed(DeliveryPace.Floor);
        for (var i = 0; i < 100; i++)
        {
            _pace.Delivered(TimeSpan.Zero);
        }

        Assert.True(_pace.IsFree);
        Assert.Equal(0, _pace.FailuresInARow);
    }

    [Fact]
    public void A_new_destination_starts_free()
    {
        _pace.Failed(DeliveryPace.Floor);

        _pace.Reset();

        Assert.True(_pace.IsFree);
    }
}
