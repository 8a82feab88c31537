using Analyse.Delivery;
using Analyse.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class LatenessTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lateness _lateness;
    private long _accepted;
    private long _delivered;

    public LatenessTests() => _lateness = new Lateness(_time);

    [Fact]
    public void An_event_is_late_after_a_minute_in_the_queue()
    {
        Assert.False(Look(accepted: 1));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(Look());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Look());
        Assert.False(Look(delivered: 1));
    }

    [Fact]
    public void A_queue_that_is_never_empty_but_moves_on_is_not_late()
    {
        Look(accepted: 100);
        for (var second = 0; second < 300; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.False(Look(accepted: 10, delivered: 10));
        }
    }

    [Fact]
    public void A_queue_that_moves_on_too_slowly_is_late()
    {
        var late = -1;
        for (var second = 0; second < 300 && late < 0; second++)
        {
            late = Look(accepted: 10, delivered: second > 0 ? 3 : 0) ? second : -1;
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // What has come in the second n leaves at about 10 n / 3, which is more than a minute later from n = 26 on.
        Assert.InRange(late, 80, 95);
    }

    [Fact]
    public void Dead_letters_that_are_sent_again_are_new()
    {
        Look(accepted: 10);
        Look(delivered: 10);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.False(Look(delivered: -5));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.True(Look());
    }

    [Fact]
    public void Rows_that_another_instance_delivers_are_gone()
    {
        Look(accepted: 100);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Look());

        Assert.False(Look(accepted: -100));
        Assert.False(Look(accepted: 1));
    }

    [Fact]
    public void An_idle_time_before_an_event_makes_it_no_older()
    {
        Look(accepted: 1);
        Look(delivered: 1);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.False(Look(accepted: 1));
    }

    private bool Look(long accepted = 0, long delivered = 0)
    {
        _accepted += accepted;
        _delivered += delivered;
        return _lateness.Look(new StoreCounts { Accepted = _accepted, Delivered = _delivered, Waiting = _accepted - _delivered });
    }
}
