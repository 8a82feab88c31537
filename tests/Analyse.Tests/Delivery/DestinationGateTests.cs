using System.Net;
using Analyse.Delivery;
using Analyse.Tests.Support;
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

    public DestinationGateTests() => _gate = new DestinationGate(_time, () => 1, new SteadyLoad(_time));

    [Fact]
    public void A_new_gate_is_open_for_everybody_at_once()
    {
        Assert.Equal(GateState.Open, _gate.State);
        Assert.True(_gate.TryTakeTurn(_turn));
        Assert.True(_gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void F16_Each_wait_is_bounded_by_a_share_of_the_time_without_a_success_and_only_the_first_failure_is_told()
    {
        var start = _time.GetTimestamp();
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(i == 0, _gate.Failed(_unavailable));
            Assert.Equal(GateState.BackingOff, _gate.State);
            var longest = 0.3 * (_time.GetElapsedTime(start) + TimeSpan.FromSeconds(3));
            longest = longest < TimeSpan.FromMinutes(5) ? longest : TimeSpan.FromMinutes(5);
            Assert.Equal(longest.TotalSeconds, _gate.TimeUntilRetry.TotalSeconds, 3);
            _time.Advance(_gate.TimeUntilOpen);
        }

        Assert.Equal(TimeSpan.Zero, _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_failure_in_spite_of_the_wait_makes_it_no_longer()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(0.25));

        _gate.Failed(_unavailable);

        Assert.Equal(TimeSpan.FromSeconds(0.65), _gate.TimeUntilRetry);
    }

    [Fact]
    public void The_first_time_that_is_asked_for_is_kept_to_the_letter()
    {
        _gate.Failed(_unavailable with { RetryAfter = "1" });

        Assert.Equal(GateState.AskedToWait, _gate.State);
        Assert.Equal(TimeSpan.FromSeconds(1.1), _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_client_that_is_asked_again_and_again_keeps_to_its_pace_as_well()
    {
        Assert.True(_gate.TryTakeTurn(_turn));
        _gate.Failed(_unavailable with { RetryAfter = "1" });
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.True(_gate.TryTakeTurn(_turn));

        _gate.Failed(_unavailable with { RetryAfter = "1" });

        Assert.Equal(TimeSpan.FromSeconds(1.1), _gate.TimeUntilRetry);
        Assert.Equal(ObservedClock.FirstRetryWhenIdle, _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_date_to_wait_for_is_measured_against_the_answers_own()
    {
        var answered = _time.GetUtcNow().AddHours(-2);

        _gate.Failed(_unavailable with { Date = answered, RetryAfter = answered.AddSeconds(10).ToString("r") });

        Assert.Equal(TimeSpan.FromSeconds(11), _gate.TimeUntilOpen);
    }

    [Fact]
    public void After_an_outage_one_batch_of_all_loops_probes()
    {
        _gate.Failed(_unavailable);
        _time.Advance(ObservedClock.FirstRetryWhenIdle);

        Assert.True(_gate.TryTakeTurn(_turn));
        Assert.False(_gate.TryTakeTurn(_turn));
        Assert.Equal(_turn, _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_turn_of_which_nobody_says_what_came_of_it_ends_by_itself()
    {
        _gate.Failed(_unavailable);
        _time.Advance(ObservedClock.FirstRetryWhenIdle);
        _gate.TryTakeTurn(_turn);

        _time.Advance(_turn);

        Assert.True(_gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void A_turn_for_which_there_was_nothing_to_send_can_be_given_back()
    {
        _gate.Failed(_unavailable);
        _time.Advance(ObservedClock.FirstRetryWhenIdle);
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

        Assert.Equal(ObservedClock.FirstRetry, _gate.TimeUntilOpen);
    }

    [Fact]
    public void After_the_probe_the_backlog_goes_out_faster_and_faster_until_nothing_holds_it_back()
    {
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(_gate.TryTakeTurn(_turn));
        _gate.Failed(_unavailable);
        _time.Advance(TimeSpan.FromSeconds(10));

        var waits = new List<TimeSpan>();
        do
        {
            Assert.True(_gate.TryTakeTurn(_turn));
            _gate.Delivered();
            waits.Add(_gate.TimeUntilOpen);
            _time.Advance(waits[^1]);
        }
        while (waits[^1] > TimeSpan.Zero);

        Assert.Equal(waits.OrderDescending(), waits);
        Assert.InRange(waits.Count, 5, 15);
        Assert.True(_gate.TryTakeTurn(_turn) && _gate.TryTakeTurn(_turn));
    }

    [Fact]
    public void The_pace_counts_from_the_begin_of_a_request_so_that_a_slow_answer_costs_no_rate()
    {
        _gate.TryTakeTurn(_turn);
        _time.Advance(TimeSpan.FromSeconds(3));

        _gate.Failed(_unavailable);

        Assert.Equal(ObservedClock.FirstRetry, _gate.TimeUntilOpen);
    }

    [Fact]
    public void A_drain_that_is_paced_is_no_reason_for_a_flush_to_wait()
    {
        _gate.Failed(_unavailable);
        _time.Advance(ObservedClock.FirstRetryWhenIdle);

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
    public void A_service_that_rejects_everything_is_tried_again_after_pauses_that_double()
    {
        foreach (var seconds in new[] { 15, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600 })
        {
            _gate.Pause(GateState.Rejecting);
            Assert.Equal(TimeSpan.FromSeconds(seconds), _gate.TimeUntilOpen);
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public void A_changed_destination_opens_the_gate_at_once_and_forgets_what_the_old_one_said()
    {
        _gate.Delivered();
        _gate.Body.TooLarge(1_000);
        _gate.Rejections.Rejected(1_000);
        _gate.Pause(GateState.Misrouted);

        _gate.Reset();

        Assert.Equal(GateState.Open, _gate.State);
        Assert.False(_gate.Rejections.IsLong);
        Assert.Equal(int.MaxValue, _gate.Body.Bytes);
        Assert.True(_gate.TryTakeTurn(_turn) && _gate.TryTakeTurn(_turn));
        Assert.True(_gate.Pause(GateState.Misrouted));
    }
}
