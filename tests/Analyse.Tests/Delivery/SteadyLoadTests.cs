using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
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
        Feed(seconds: 60, () => one.Add(2, _always), () => other.Add(3, _always));

        Assert.Equal(5, _load.RequestsPerSecond, 2);
    }

    [Fact]
    public void What_came_during_a_long_wait_counts_over_that_wait()
    {
        var source = _load.AddSource();
        _time.Advance(TimeSpan.FromMinutes(5));

        source.Add(300, _always);

        Assert.Equal(1, _load.RequestsPerSecond, 2);
    }

    [Fact]
    public void A_burst_in_the_first_instant_is_no_rate_of_thousands()
    {
        var source = _load.AddSource();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        source.Add(10, _always);

        Assert.InRange(_load.RequestsPerSecond, 0.2, 11);
    }

    [Fact]
    public void A_burst_of_the_first_moment_counts_at_once()
    {
        var source = _load.AddSource();

        source.Add(10, _always);

        Assert.Equal(10, _load.RequestsPerSecond, 0);
    }

    [Fact]
    public void A_burst_after_an_idle_hour_is_not_spread_over_the_hour()
    {
        var source = _load.AddSource();
        source.Add(0, _always);
        _time.Advance(TimeSpan.FromHours(1));

        source.Add(90, TimeSpan.FromSeconds(1));

        Assert.InRange(_load.RequestsPerSecond, 2.9, 3);
    }

    [Fact]
    public void What_a_full_store_rejects_counts_as_well()
    {
        var store = new MemoryStore(100, 1_000_000, _time);
        var settings = new AnalyseSettings(new AnalyseOptions(), new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);
        var plan = new BatchPlan(store, new DestinationGate(_time, () => 1, _load), _load.AddSource(), _time);

        Feed(seconds: 300, () =>
        {
            for (var i = 0; i < 200; i++)
            {
                store.Append(LoopRig.Event("a"));
            }

            plan.UntilDue(settings);
        });

        Assert.Equal(80, store.Counts.Accepted);
        Assert.Equal((300 * 200) - 80, store.Counts.Full);
        Assert.Equal(2, _load.RequestsPerSecond, 1);
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
