using System.Net;
using Analyse.Delivery;
using Analyse.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class DestinationGateTests
{
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(10);
    private static readonly TransportAnswer _unavailable = TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);

    private readonly FakeTimeProvider _time = new();
    private readonly DestinationGate _gate;

    public DestinationGateTests() => _gate = new DestinationGate(_time, () => 1);

    [Fact]
    public void A_new_gate_is_open_for_everybody_at_once()
    {
        Assert.Equal(GateState.Open, _gate.State);
        Assert.False(_gate.HasDelivered);
        Assert.True(_gate.TryTakeTurn(_turn));
        Assert.True(_gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void Each_failure_waits_twice_as_long_and_only_the_first_is_told()
    {
        foreach (var seconds in new[] { 1, 2, 4, 8, 16 })
        {
            Assert.Equal(seconds == 1, _gate.Failed(_unavailable));
            Assert.Equal(GateState.BackingOff, _gate.State);
            Assert.Equal(TimeSpan.FromSeconds(seconds), _gate.TimeUntilOpen);
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(TimeSpan.Zero, _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_failure_in_spite_of_the_wait_makes_it_no_longer()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(0.25));

        _gate.Failed(_unavailable);

        Assert.Equal(TimeSpan.FromSeconds(0.75), _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_time_that_was_asked_for_is_no_attempt()
    {
        _gate.Failed(_unavailable);
        _gate.Failed(_unavailable with { RetryAfter = "10" });
        Assert.Equal(GateState.AskedToWait, _gate.State);
        Assert.Equal(TimeSpan.FromSeconds(11), _gate.TimeUntilOpen);
        _time.Advance(TimeSpan.FromSeconds(11));

        _gate.Failed(_unavailable);

        Assert.Equal(TimeSpan.FromSeconds(2), _gate.TimeUntilOpen);
    }

    [Fact]
    public void After_an_outage_one_batch_of_all_loops_probes()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_gate.TryTakeTurn(_turn));
        Assert.False(_gate.TryTakeTurn(_turn));
        Assert.Equal(_turn, _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_turn_of_which_nobody_says_what_came_of_it_ends_by_itself()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(1));
        _gate.TryTakeTurn(_turn);

        _time.Advance(_turn);

        Assert.True(_gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void A_turn_for_which_there_was_nothing_to_send_can_be_given_back()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_gate.TryTakeTurn(_turn));

        _gate.ReturnTurn();

        Assert.Equal(TimeSpan.Zero, _gate.TimeUntilOpen);
        Assert.True(_gate.TryTakeTurn(_turn));
        Assert.False(_gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void A_turn_that_is_given_back_opens_no_gate_that_was_shut_meanwhile()
    {
        _gate.TryTakeTurn(_turn);
        _gate.Failed(_unavailable);

        _gate.ReturnTurn();

        Assert.Equal(TimeSpan.FromSeconds(1), _gate.TimeUntilOpen);
    }

    [Fact]
    public void After_the_probe_the_backlog_goes_out_faster_and_faster()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(1));
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            Assert.True(_gate.TryTakeTurn(_turn));
            Assert.Equal(i == 0, _gate.Delivered());
            waits.Add(_gate.TimeUntilOpen.TotalSeconds);
            _time.Advance(_gate.TimeUntilOpen);
        }

        Assert.Equal([12, 6, 3, 1.5, 0.75, 0.375, 0.1875, 0, 0], waits);
        Assert.True(_gate.TryTakeTurn(_turn) && _gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void A_drain_that_is_paced_is_no_reason_for_a_flush_to_wait()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(1));

        _gate.Delivered();

        Assert.Equal(GateState.Open, _gate.State);
    }

    [Fact]
    public void A_refused_key_pauses_longer_each_time_and_is_told_once_an_hour()
    {
        var told = 0;
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            told += _gate.Pause(GateState.KeyRefused) ? 1 : 0;
            Assert.Equal(GateState.KeyRefused, _gate.State);
            Assert.Equal(TimeSpan.FromMinutes(minutes), _gate.TimeUntilOpen);
            _time.Advance(TimeSpan.FromMinutes(minutes));
        }

        // At 0, 63 and 123 minutes.
        Assert.Equal(3, told);
    }

    [Fact]
    public void A_changed_destination_opens_the_gate_at_once_and_forgets_what_the_old_one_said()
    {
        _gate.Delivered();
        _gate.LearnTooLarge(1_000);
        _gate.Pause(GateState.Misrouted);

        _gate.Reset();

        Assert.Equal(GateState.Open, _gate.State);
        Assert.False(_gate.IsMisrouted);
        Assert.False(_gate.HasDelivered);
        Assert.Equal(int.MaxValue, _gate.LargestBody);
        Assert.True(_gate.TryTakeTurn(_turn) && _gate.TryTakeTurn(_turn));
        Assert.True(_gate.Pause(GateState.Misrouted));
    }

    [Fact]
    public void The_smallest_body_that_was_too_large_is_remembered()
    {
        _gate.LearnTooLarge(1_000);
        _gate.LearnTooLarge(5_000);
        _gate.Delivered();

        Assert.Equal(500, _gate.LargestBody);
    }
}
