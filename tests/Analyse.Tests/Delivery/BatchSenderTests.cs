using System.Net;
using Analyse.Delivery;
using Analyse.Storage;
using Analyse.Tests.Support;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class BatchSenderTests : IDisposable
{
    private readonly SenderRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_batch_that_is_taken_is_delivered_whole_in_one_request()
    {
        var batch = _rig.Batch(100);
        var successes = _rig.Gate.Rejections.Successes;

        var report = await _rig.SendAsync(batch);

        Assert.True(report.IsComplete);
        Assert.Equal(100, SenderRig.Delivered(batch).Length);
        Assert.Single(_rig.Service.Requests);
        Assert.Equal(successes + 1, _rig.Gate.Rejections.Successes);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task One_refused_event_is_found_in_few_requests_wherever_it_is_and_its_neighbours_are_delivered(int count)
    {
        var most = (2 * (int)Math.Ceiling(Math.Log2(count))) + 1;
        foreach (var bad in new[] { 0, count / 2, count - 1 })
        {
            using var rig = new SenderRig();
            rig.Refuse(HttpStatusCode.BadRequest, $"e{bad}");
            var batch = rig.Batch(count);

            var report = await rig.SendAsync(batch);

            Assert.InRange(rig.Service.Requests.Count, 1, most);
            Assert.Equal([$"e{bad}"], SenderRig.Dead(batch));
            Assert.Equal("http_400", batch.Outcomes[bad].Reason);
            Assert.Equal(count - 1, SenderRig.Delivered(batch).Length);
            Assert.Equal((Verdict.Delivered, 1), (report.Verdict, report.Dead));
        }
    }

    [Fact]
    public async Task Bisecting_sends_the_events_in_their_order()
    {
        _rig.Refuse(HttpStatusCode.UnprocessableEntity, "e2");

        await _rig.SendAsync(_rig.Batch(5));

        Assert.Equal(
            ["e0 e1 e2 e3 e4", "e0 e1", "e2 e3 e4", "e2", "e3 e4"],
            _rig.Service.Requests.Select(request => string.Join(' ', request.EventNames)));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.BadRequest, true)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, true)]
    public async Task A_batch_that_is_rejected_throughout_is_held_back_in_few_requests_and_delivery_pauses(HttpStatusCode status, bool isWellBefore)
    {
        if (isWellBefore)
        {
            await _rig.SendAsync(_rig.Batch(1));
        }

        _rig.Service.Otherwise = _ => TransportAnswer.Of(status);
        var batch = _rig.Batch(100);

        var report = await _rig.SendAsync(batch);

        Assert.Equal(100, SenderRig.Held(batch).Length);
        Assert.Equal((Verdict.Poison, 0, 100), (report.Verdict, report.Dead, report.Held));
        Assert.Equal(GateState.Rejecting, _rig.Gate.State);
        Assert.InRange(_rig.Service.Requests.Count, 1, 18);
        Assert.Single(_rig.Log.Collector.GetSnapshot(), line => line.Id.Name == "EverythingRejected");
    }

    [Fact]
    public async Task A_few_events_that_are_rejected_throughout_are_held_back_and_do_not_pause_the_delivery_of_others()
    {
        _rig.Service.Otherwise = _ => TransportAnswer.Of(HttpStatusCode.BadRequest);
        var batch = _rig.Batch(4);

        var report = await _rig.SendAsync(batch);

        Assert.Equal(4, SenderRig.Held(batch).Length);
        Assert.Equal((Verdict.Delivered, false, 0), (report.Verdict, report.IsComplete, report.Dead));
        Assert.Equal(GateState.Open, _rig.Gate.State);
    }

    [Fact]
    public async Task An_event_that_is_rejected_alone_is_dead_when_another_batch_got_through_in_between()
    {
        _rig.Refuse(HttpStatusCode.BadRequest, "e0");
        var batch = _rig.Batch(1);
        await _rig.SendAsync(batch);
        Assert.Equal(EventOutcomeKind.Held, batch.Outcomes[0].Kind);
        await _rig.SendAsync(batch);
        Assert.Equal(EventOutcomeKind.Held, batch.Outcomes[0].Kind);

        _rig.Service.Then(HttpStatusCode.OK);
        await _rig.SendAsync(_rig.Batch(1));
        await _rig.SendAsync(batch);

        Assert.Equal("http_400", batch.Outcomes[0].Reason);
    }

    [Fact]
    public async Task What_is_rejected_before_the_service_breaks_half_way_is_told_from_what_is_rejected_after()
    {
        // The first half gets through, and then nothing does.
        _rig.Service.Then(HttpStatusCode.BadRequest).Then(HttpStatusCode.OK);
        _rig.Service.Otherwise = _ => TransportAnswer.Of(HttpStatusCode.BadRequest);
        var batch = _rig.Batch(8);

        await _rig.SendAsync(batch);

        Assert.Equal(["e0", "e1", "e2", "e3"], SenderRig.Delivered(batch));
        Assert.Empty(SenderRig.Dead(batch));
    }

    [Fact]
    public async Task A_batch_that_is_too_large_is_halved_at_once_and_the_size_is_remembered()
    {
        _rig.Service.Then(HttpStatusCode.RequestEntityTooLarge);
        var batch = _rig.Batch(10, bytes: 100);

        var report = await _rig.SendAsync(batch);

        Assert.True(report.IsComplete);
        Assert.Equal([10, 5, 5], _rig.Service.Requests.Select(request => request.Events.Count));
        Assert.Equal(_rig.Service.Requests[0].Body.Length / 2, _rig.Gate.Body.Bytes);
    }

    [Fact]
    public async Task A_single_event_that_is_too_large_is_dead_lettered_when_another_got_through_and_teaches_no_size()
    {
        var batch = _rig.Batch(1);
        _rig.Service.Then(HttpStatusCode.RequestEntityTooLarge).Then(HttpStatusCode.OK).Then(HttpStatusCode.RequestEntityTooLarge);

        await _rig.SendAsync(batch);
        await _rig.SendAsync(_rig.Batch(1));
        await _rig.SendAsync(batch);

        Assert.Equal("too_large", batch.Outcomes[0].Reason);
        Assert.Equal(int.MaxValue, _rig.Gate.Body.Bytes);
    }

    [Fact]
    public async Task F88_After_a_moment_of_413_batches_are_whole_again_within_a_minute()
    {
        _rig.Service.Then(HttpStatusCode.RequestEntityTooLarge, times: 6);
        await _rig.SendAsync(_rig.Batch(100));
        Assert.InRange(_rig.Gate.Body.Bytes, 1, 1_000);

        for (var i = 0; i < 11; i++)
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(5));
            await _rig.SendAsync(_rig.Batch(1));
        }

        Assert.Equal(int.MaxValue, _rig.Gate.Body.Bytes);
    }

    [Fact]
    public async Task A_large_upload_that_is_cut_twice_in_a_row_is_taken_for_too_large()
    {
        _rig.Service.Then(Cut()).Then(Cut());
        var batch = _rig.Batch(4, bytes: 20_000);

        var first = await _rig.SendAsync(batch);
        var second = await _rig.SendAsync(batch);

        Assert.Equal(Verdict.Retry, first.Verdict);
        Assert.True(second.IsComplete);
        Assert.Equal([4, 4, 2, 2], _rig.Service.Requests.Select(request => request.Events.Count));
    }

    [Fact]
    public async Task A_small_upload_that_is_cut_is_only_tried_again()
    {
        _rig.Service.Then(Cut()).Then(Cut()).Then(Cut());
        var batch = _rig.Batch(4);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Verdict.Retry, (await _rig.SendAsync(batch)).Verdict);
        }

        Assert.All(_rig.Service.Requests, request => Assert.Equal(4, request.Events.Count));
    }

    [Fact]
    public async Task What_stops_a_batch_half_way_leaves_the_rest_and_decides_the_wait()
    {
        _rig.Service.Then(HttpStatusCode.BadRequest).Then(HttpStatusCode.OK).Then(HttpStatusCode.TooManyRequests, retryAfter: "20");
        var batch = _rig.Batch(4);

        var report = await _rig.SendAsync(batch);

        Assert.Equal(["e0", "e1"], SenderRig.Delivered(batch));
        Assert.Equal(["e2", "e3"], SenderRig.Kept(batch));
        Assert.Equal(HttpStatusCode.TooManyRequests, report.Answer.Status);
        Assert.Equal(TimeSpan.FromSeconds(22), _rig.Gate.TimeUntilOpen);
    }

    [Fact]
    public async Task An_event_of_more_than_seven_days_is_dead_lettered_when_it_fails_again_but_delivered_when_it_does_not()
    {
        _rig.Service.Then(HttpStatusCode.ServiceUnavailable, times: 2);
        var batch = _rig.Batch(1, age: TimeSpan.FromDays(7));
        await _rig.SendAsync(batch);
        Assert.Equal(EventOutcomeKind.Again, batch.Outcomes[0].Kind);

        batch = _rig.Batch(1, age: TimeSpan.FromDays(7) + TimeSpan.FromTicks(1));
        await _rig.SendAsync(batch);
        Assert.Equal("expired", batch.Outcomes[0].Reason);

        await _rig.SendAsync(batch);
        Assert.Equal(EventOutcomeKind.Delivered, batch.Outcomes[0].Kind);
    }

    [Fact]
    public async Task A_refused_key_is_logged_once_an_hour_and_never_bisected()
    {
        _rig.Service.Otherwise = _ => TransportAnswer.Of(HttpStatusCode.Unauthorized);
        var batch = _rig.Batch(8);

        for (var i = 0; i < 3; i++)
        {
            await _rig.SendAsync(batch);
        }

        Assert.Equal(3, _rig.Service.Requests.Count);
        Assert.Equal(8, SenderRig.Kept(batch).Length);
        Assert.Single(_rig.Log.Collector.GetSnapshot(), line => line.Id.Name == "KeyRefused");
    }

    [Fact]
    public async Task A_transport_that_throws_costs_no_event()
    {
        _rig.Service.Then((_, _) => throw new InvalidOperationException());
        var batch = _rig.Batch(2);

        var report = await _rig.SendAsync(batch);

        Assert.Equal(Verdict.Retry, report.Verdict);
        Assert.Equal(2, SenderRig.Kept(batch).Length);
    }

    [Fact]
    public async Task An_attempt_ends_with_its_time_and_is_tried_again()
    {
        _rig.Service.ThenHang();
        var sending = _rig.SendAsync(_rig.Batch(1));

        await _rig.Time.RunOutAsync(TimeSpan.FromSeconds(10));

        var report = await sending;
        Assert.Equal(Verdict.Retry, report.Verdict);
        Assert.IsType<TimeoutException>(report.Answer.Failure);
    }

    private static TransportAnswer Cut() => new() { Failure = new IOException(), CutDuringUpload = true };
}
