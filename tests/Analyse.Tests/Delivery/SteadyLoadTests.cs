using Analyse.Delivery;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class SteadyLoadTests
{
    private static readonly TimeSpan _always = TimeSpan.MaxValue;

    private readonly FakeTimeProvider _time = new();
    private readonly SteadyLoad _load;

    public SteadyLoadTests() => _load = new SteadyLoad(_time);

    [Fact]
    public void An_idle_client_counts_as_one_request_per_flush_interval()
    {
        _load.AddSource();

        Assert.Equal(0.2, _load.RequestsPerSecond, 3);
    }

    [Fact]
    public void It_is_the_sum_of_the_rates_of_all_sources()
    {
        var one = _load.AddSource();
        var other = _load.AddSource();
        Feed(seconds: 60, () => one.Add(2, _always, mayFall: true), () => other.Add(3, _always, mayFall: true));

        Assert.Equal(5, _load.RequestsPerSecond, 2);
    }

    [Fact]
    public void What_came_during_a_long_wait_counts_over_that_wait()
    {
        var source = _load.AddSource();
        _time.Advance(TimeSpan.FromMinutes(5));

        source.Add(300, _always, mayFall: true);

        Assert.Equal(1, _load.RequestsPerSecond, 2);
    }

    [Fact]
    public void A_burst_in_the_first_instant_is_no_rate_of_thousands()
    {
        var source = _load.AddSource();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        source.Add(10, _always, mayFall: true);

        Assert.InRange(_load.RequestsPerSecond, 0.2, 11);
    }

    [Fact]
    public void A_burst_of_the_first_moment_counts_at_once()
    {
        var source = _load.AddSource();

        source.Add(10, _always, mayFall: true);

        Assert.Equal(10, _load.RequestsPerSecond, 0);
    }

    [Fact]
    public void A_burst_after_an_idle_hour_is_not_spread_over_the_hour()
    {
        var source = _load.AddSource();
        source.Add(0, _always, mayFall: true);
        _time.Advance(TimeSpan.FromHours(1));

        source.Add(90, TimeSpan.FromSeconds(1), mayFall: true);

        Assert.InRange(_load.RequestsPerSecond, 2.9, 3);
    }

    [Fact]
    public void A_store_that_is_full_does_not_make_the_load_look_small_at_once()
    {
        var source = _load.AddSource();
        Feed(seconds: 60, () => source.Add(10, _always, mayFall: true));
        Feed(seconds: 30, () => source.Add(1, _always, mayFall: false));
        Assert.InRange(_load.RequestsPerSecond, 9, 10.1);

        Feed(seconds: 600, () => source.Add(1, _always, mayFall: true));
        Assert.Equal(1, _load.RequestsPerSecond, 1);
    }

    private void Feed(int seconds, params Action[] sources)
    {
        for (var i = 0; i < seconds; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            foreach (var source in sources)
            {
                source();
            }
        }
    }
}
