using System.Net;
using Analyse.Receipts;
using Analyse.Tests.Support;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Receipts;

public sealed class SendingCaptureTests : IAsyncDisposable
{
    private readonly TestClient _rig = new();
    private readonly SendingCapture _safe;

    public SendingCaptureTests() => _safe = new SendingCapture(_rig.Client, _rig.Store);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task It_completes_when_the_service_has_the_event_and_not_before()
    {
        var answer = new TaskCompletionSource();
        _rig.Service.ThenWaitFor(answer.Task);

        var capture = CaptureAsync(Fact("1"));
        await _rig.Service.NextAsync();
        Assert.False(capture.IsCompleted);
        answer.SetResult();

        Assert.Equal([CaptureResult.Accepted], await capture);
        AssertBooks(accepted: 1, duplicates: 0, delivered: 1);
    }

    [Fact]
    public async Task The_same_fact_again_is_a_duplicate_and_is_not_sent()
    {
        await CaptureAsync(Fact("1"));

        Assert.Equal([CaptureResult.Duplicate], await CaptureAsync(Fact("1")));

        Assert.Single(_rig.Service.Requests);
        AssertBooks(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task One_key_under_two_names_is_two_facts()
    {
        await CaptureAsync(Fact("1"));

        Assert.Equal([CaptureResult.Accepted], await CaptureAsync(Fact("1", "refund_issued")));
    }

    [Fact]
    public async Task Events_without_a_key_are_sent_each()
    {
        Assert.Equal([CaptureResult.Accepted, CaptureResult.Accepted], await CaptureAsync(TestClient.Event(), TestClient.Event()));

        Assert.Equal(2, _rig.Service.Requests.Count);
    }

    [Fact]
    public async Task One_fact_twice_in_a_call_counts_once() =>
        Assert.Equal([CaptureResult.Accepted, CaptureResult.Duplicate], await CaptureAsync(Fact("1"), Fact("1")));

    [Fact]
    public async Task A_second_one_waits_for_the_first_and_is_then_a_duplicate()
    {
        var answer = new TaskCompletionSource();
        _rig.Service.ThenWaitFor(answer.Task);

        var first = CaptureAsync(Fact("1"));
        await _rig.Service.NextAsync();
        var second = CaptureAsync(Fact("1"));
        Assert.False(second.IsCompleted);
        answer.SetResult();

        Assert.Equal([CaptureResult.Accepted], await first);
        Assert.Equal([CaptureResult.Duplicate], await second);
        Assert.Single(_rig.Service.Requests);
        AssertBooks(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task When_the_first_fails_the_second_fails_with_it_and_a_later_one_is_taken()
    {
        var answer = new TaskCompletionSource<TransportAnswer>();
        _rig.Service.Then(async (_, _) => await answer.Task);

        var first = CaptureAsync(Fact("1"));
        await _rig.Service.NextAsync();
        var second = CaptureAsync(Fact("1"));
        answer.SetResult(TransportAnswer.Of(HttpStatusCode.ServiceUnavailable));

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => first);
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => second);
        AssertBooks(accepted: 0, duplicates: 0, delivered: 0);
        Assert.Equal([CaptureResult.Accepted], await CaptureAsync(Fact("1")));
        AssertBooks(accepted: 1, duplicates: 0, delivered: 1);
    }

    [Fact]
    public async Task When_the_first_gives_up_the_second_fails_and_a_later_one_is_taken()
    {
        _rig.Service.ThenHang();
        using var patience = new CancellationTokenSource();

        var first = _safe.CaptureAsync([Fact("1")], patience.Token);
        await _rig.Service.NextAsync();
        var second = CaptureAsync(Fact("1"));
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => second);
        Assert.Equal([CaptureResult.Accepted], await CaptureAsync(Fact("1")));
    }

    [Fact]
    public async Task A_second_one_that_gives_up_waiting_does_not_disturb_the_first()
    {
        var answer = new TaskCompletionSource();
        _rig.Service.ThenWaitFor(answer.Task);
        using var patience = new CancellationTokenSource();

        var first = CaptureAsync(Fact("1"));
        await _rig.Service.NextAsync();
        var second = _safe.CaptureAsync([Fact("1")], patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        answer.SetResult();

        Assert.Equal([CaptureResult.Accepted], await first);
    }

    [Fact]
    public async Task Facts_of_different_keys_do_not_wait_for_each_other()
    {
        var answer = new TaskCompletionSource();
        _rig.Service.ThenWaitFor(answer.Task);

        var first = CaptureAsync(Fact("1"));
        await _rig.Service.NextAsync();

        Assert.Equal([CaptureResult.Accepted], await CaptureAsync(Fact("2")));
        answer.SetResult();
        await first;
    }

    [Fact]
    public async Task After_a_failure_in_the_middle_only_what_is_missing_is_sent_again()
    {
        _rig.Service.Then(HttpStatusCode.OK).Then(HttpStatusCode.InternalServerError);

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => CaptureAsync(Fact("1"), Fact("2"), Fact("3")));
        Assert.Equal(
            [CaptureResult.Duplicate, CaptureResult.Accepted, CaptureResult.Accepted], await CaptureAsync(Fact("1"), Fact("2"), Fact("3")));

        AssertBooks(accepted: 3, duplicates: 1, delivered: 3);
    }

    [Fact]
    public async Task What_the_application_captured_itself_is_delivered_before_the_duplicate_is_told()
    {
        Assert.Equal(CaptureResult.Accepted, _rig.Client.Capture(Fact("1")));

        Assert.Equal([CaptureResult.Duplicate], await CaptureAsync(Fact("1")));

        AssertBooks(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task What_the_application_captured_itself_and_cannot_be_delivered_is_not_safe()
    {
        _rig.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        _rig.Client.Capture(Fact("1"));

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => CaptureAsync(Fact("1")));
        _rig.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.OK);
        Assert.Equal([CaptureResult.Duplicate], await CaptureAsync(Fact("1")));

        AssertBooks(accepted: 1, duplicates: 2, delivered: 1);
    }

    [Fact]
    public async Task What_was_safe_once_stays_so_when_the_service_goes_away()
    {
        _rig.Client.Capture(Fact("1"));
        await CaptureAsync(Fact("1"));
        _rig.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        _rig.Client.Capture(TestClient.Event("another"));

        Assert.Equal([CaptureResult.Duplicate], await CaptureAsync(Fact("1")));
    }

    [Fact]
    public async Task What_was_sent_is_a_duplicate_when_the_application_captures_it()
    {
        await CaptureAsync(Fact("1"));

        Assert.Equal(CaptureResult.Duplicate, _rig.Client.Capture(Fact("1")));
    }

    [Fact]
    public async Task What_is_being_sent_is_a_duplicate_when_the_application_captures_it()
    {
        var answer = new TaskCompletionSource();
        _rig.Service.ThenWaitFor(answer.Task);

        var capture = CaptureAsync(Fact("1"));
        await _rig.Service.NextAsync();
        Assert.Equal(CaptureResult.Duplicate, _rig.Client.Capture(Fact("1")));
        answer.SetResult();

        Assert.Equal([CaptureResult.Accepted], await capture);
        AssertBooks(accepted: 1, duplicates: 1, delivered: 1);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_taken_when_the_application_captures_it()
    {
        _rig.Service.Then(HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => CaptureAsync(Fact("1")));

        Assert.Equal(CaptureResult.Accepted, _rig.Client.Capture(Fact("1")));
    }

    [Fact]
    public async Task A_refusal_takes_no_key()
    {
        var nobody = Fact("1");
        nobody.PersonId = "";

        Assert.Equal([CaptureResult.NoIdentity], await CaptureAsync(nobody));
        Assert.Equal([CaptureResult.Accepted], await CaptureAsync(Fact("1")));
    }

    [Fact]
    public async Task A_client_that_is_switched_off_refuses()
    {
        await using var off = new TestClient(new AnalyseOptions { Enabled = false });

        Assert.Equal(
            [CaptureResult.Off],
            await new SendingCapture(off.Client, off.Store).CaptureAsync([Fact("1")], TestContext.Current.CancellationToken));
        Assert.Empty(off.Service.Requests);
    }

    [Fact]
    public async Task A_client_that_was_shut_down_refuses_new_facts_and_old_ones()
    {
        await CaptureAsync(Fact("1"));
        await _rig.Client.ShutdownAsync(TestContext.Current.CancellationToken);

        Assert.Equal([CaptureResult.Closed, CaptureResult.Closed], await CaptureAsync(Fact("1"), Fact("2")));
        Assert.Single(_rig.Service.Requests);
    }

    [Fact]
    public async Task A_service_that_asked_to_wait_is_not_asked()
    {
        _rig.Service.Then(HttpStatusCode.TooManyRequests, retryAfter: "60");
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => CaptureAsync(Fact("1")));

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => CaptureAsync(Fact("1")));
        Assert.Single(_rig.Service.Requests);
    }

    [Fact]
    public async Task Whoever_captures_a_fact_at_once_it_is_sent_once()
    {
        const int Rounds = 50;
        const int AtOnce = 8;
        for (var round = 0; round < Rounds; round++)
        {
            var key = $"round_{round}";
            using var start = new Barrier(2 * AtOnce);
            var safe = Enumerable.Range(0, AtOnce).Select(_ => OnThread(start, () => CaptureAsync(Fact(key)).GetAwaiter().GetResult()[0]));
            var own = Enumerable.Range(0, AtOnce).Select(_ => OnThread(start, () => _rig.Client.Capture(Fact(key))));

            var results = await Task.WhenAll([.. safe, .. own]);

            Assert.Single(results, CaptureResult.Accepted);
            Assert.Equal((2 * AtOnce) - 1, results.Count(static result => result is CaptureResult.Duplicate));
        }

        await _rig.Client.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Rounds, _rig.Service.SentNames.Count());
        AssertBooks(accepted: Rounds, duplicates: Rounds * ((2 * AtOnce) - 1), delivered: Rounds);
    }

    [Fact]
    public async Task Whoever_captures_a_fact_at_once_and_fails_may_do_it_again()
    {
        const int Rounds = 50;
        const int AtOnce = 8;
        var requests = 0;
        _rig.Service.Otherwise = _ =>
            TransportAnswer.Of(Interlocked.Increment(ref requests) % 3 == 0 ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
        for (var round = 0; round < Rounds; round++)
        {
            var key = $"round_{round}";
            using var start = new Barrier(AtOnce);
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => OnThread(start, () =>
            {
                while (true)
                {
                    try
                    {
                        return CaptureAsync(Fact(key)).GetAwaiter().GetResult()[0];
                    }
                    catch (AnalyseDeliveryException)
                    {
                        // Stripe would send it again.
                    }
                }
            })));
        }

        AssertBooks(accepted: Rounds, duplicates: Rounds * (AtOnce - 1), delivered: Rounds);
    }

    private static AnalyseEvent Fact(string key, string name = "invoice_paid")
    {
        var fact = TestClient.Event(name);
        fact.IdempotencyKey = key;
        return fact;
    }

    private static Task<CaptureResult> OnThread(Barrier start, Func<CaptureResult> capture) => Task.Factory.StartNew(
        () =>
        {
            start.SignalAndWait();
            return capture();
        },
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private Task<IReadOnlyList<CaptureResult>> CaptureAsync(params AnalyseEvent[] events) =>
        _safe.CaptureAsync(events, TestContext.Current.CancellationToken);

    private void AssertBooks(long accepted, long duplicates, long delivered)
    {
        var counts = _rig.Client.Counts;
        Assert.Equal((accepted, duplicates, delivered), (counts.Accepted, counts.Duplicates, counts.Delivered));
        Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
    }
}
