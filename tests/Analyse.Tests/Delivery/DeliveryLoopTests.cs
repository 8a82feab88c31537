using System.Net;
using Analyse.Tests.Support;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class DeliveryLoopTests
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_full_batch_leaves_at_once()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 3 });

        Capture(test, 3);

        Assert.Equal(3, (await test.Service.NextAsync()).Events.Count);
    }

    [Fact]
    public async Task With_a_batch_size_of_one_every_event_leaves_at_once_and_alone()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 1 });

        Capture(test, 3);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([$"e{i}"], (await test.Service.NextAsync()).EventNames);
        }
    }

    [Fact]
    public async Task Bytes_fill_a_batch_too_and_no_body_is_larger()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchBytes = 2_048, MaxEventBytes = 2_048 });

        Capture(test, 20);

        var request = await test.Service.NextAsync();
        Assert.InRange(request.Body.Length, 1_500, 2_048);
    }

    [Fact]
    public async Task What_does_not_fill_a_batch_leaves_after_the_interval()
    {
        await using var test = new TestClient();
        Capture(test, 2);
        await test.Time.TimerAsync(_interval);
        test.Time.Advance(_interval - TimeSpan.FromTicks(1));
        Assert.Empty(test.Service.Requests);

        test.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(2, (await test.Service.NextAsync()).Events.Count);
    }

    [Fact]
    public async Task A_failed_batch_is_sent_again_with_the_same_bytes_after_each_wait()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 2 });
        test.Service.Then(HttpStatusCode.ServiceUnavailable, times: 3);
        Capture(test, 2);
        await test.Time.RunUntilAsync(() => test.Service.Requests.Count >= 4, test.Options.RequestTimeout);

        Assert.Single(test.Service.Requests.Select(request => request.Body).Distinct());
        Assert.Equal(4, test.Service.Requests.Count);
    }

    [Fact]
    public async Task A_backlog_leaves_after_the_probe()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 1 });
        test.Service.Then(HttpStatusCode.ServiceUnavailable);
        Capture(test, 10);
        await test.Time.RunOutAsync(ObservedClock.FirstRetry);

        await test.Time.RunUntilAsync(() => test.Client.Counts.Waiting == 0, test.Options.RequestTimeout);
        Assert.Equal(10, test.Client.Counts.Delivered);
    }

    [Fact]
    public async Task Batches_shrink_to_the_size_the_service_takes()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 8 });
        test.Service.Then(HttpStatusCode.RequestEntityTooLarge);
        Capture(test, 8);
        await ArrivalsAsync(test, 3);

        Capture(test, 8);

        await ArrivalsAsync(test, 2);
        Assert.All(test.Service.Requests.Skip(1), request => Assert.InRange(request.Events.Count, 1, 4));
    }

    [Fact]
    public async Task A_refused_event_alone_at_the_front_does_not_hold_up_those_behind_it()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 1 });
        test.Service.Otherwise = request =>
            TransportAnswer.Of(request.EventNames.Contains("e0") ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        Capture(test, 1);
        await test.Time.TimerAsync(TimeSpan.FromSeconds(15));
        Capture(test, 2, first: 1);

        await ArrivalsAsync(test, 4);
        Assert.Equal(["e0", "e1", "e0", "e2"], test.Service.Requests.Take(4).Select(request => string.Join(' ', request.EventNames)));
    }

    [Fact]
    public async Task A_store_that_throws_does_not_end_the_loop()
    {
        var source = new FaultySource { Faults = 2 };
        await using var test = new LoopRig(source, source.Time);
        source.Inner.Append(LoopRig.Event("a"));

        test.Loop.EnsureStarted();
        await test.Time.RunOutAsync(TimeSpan.FromSeconds(1));
        await test.Time.RunOutAsync(TimeSpan.FromSeconds(2));
        await test.Time.RunOutAsync(_interval - TimeSpan.FromSeconds(3));

        Assert.Equal(["a"], (await test.Service.NextAsync()).EventNames);
        Assert.Equal(2, test.Log.Collector.GetSnapshot().Count(line => line.Id.Name == "LoopFaulted"));
    }

    [Fact]
    public async Task A_claim_that_finds_nothing_while_the_service_recovers_holds_nothing_up()
    {
        var source = new FaultySource();
        await using var test = new LoopRig(source, source.Time);
        test.Service.Then((_, _) =>
        {
            source.EmptyClaims = 1;
            return new(TransportAnswer.Of(HttpStatusCode.ServiceUnavailable));
        });
        source.Inner.Append(LoopRig.Event("a"));

        test.Loop.EnsureStarted();
        await test.Time.RunOutAsync(_interval);
        await test.Service.NextAsync();
        await test.Time.RunOutAsync(ObservedClock.FirstRetryWhenIdle);

        // No time passes between the claim that found nothing and this one.
        Assert.Equal(["a"], (await test.Service.NextAsync()).EventNames);
        Assert.Equal(0, source.EmptyClaims);
    }

    [Fact]
    public async Task A_store_that_throws_during_a_flush_fails_the_flush_with_a_delivery_exception()
    {
        var source = new FaultySource();
        await using var test = new LoopRig(source, source.Time);
        source.Inner.Append(LoopRig.Event("a"));
        source.Faults = 1;

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Loop.FlushAsync(isThorough: true));

        Assert.IsType<InvalidDataException>(failure.InnerException);
    }

    private static void Capture(TestClient test, int count, int first = 0)
    {
        for (var i = first; i < first + count; i++)
        {
            Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event($"e{i}")));
        }
    }

    private static async Task ArrivalsAsync(TestClient test, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await test.Service.NextAsync();
        }
    }
}
