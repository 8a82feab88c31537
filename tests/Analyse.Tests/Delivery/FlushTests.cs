using System.Net;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class FlushTests
{
    [Fact]
    public async Task A_flush_sends_everything_that_waits_in_order_of_capture()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 2 });
        foreach (var name in new[] { "a", "b", "c" })
        {
            Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event(name)));
        }

        await test.Client.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c"], test.Service.SentNames);
        Assert.Equal(new AnalyseCounts { Accepted = 3, Delivered = 3 }, test.Client.Counts);
    }

    [Fact]
    public async Task A_flush_that_is_not_taken_throws_and_keeps_the_events_in_front()
    {
        await using var test = new TestClient();
        test.Service.Then(HttpStatusCode.InternalServerError);
        test.Client.Capture(TestClient.Event("a"));

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(
            () => test.Client.FlushAsync(TestContext.Current.CancellationToken));
        test.Client.Capture(TestClient.Event("b"));
        await test.Client.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, failure.StatusCode);
        Assert.Equal(1, failure.Kept);
        Assert.Equal(["a", "a", "b"], test.Service.SentNames);
    }

    [Fact]
    public async Task A_flush_with_nothing_waiting_sends_nothing()
    {
        await using var test = new TestClient();

        await test.Client.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Empty(test.Service.Requests);
    }

    [Fact]
    public async Task A_flush_tries_every_batch_once_although_the_first_one_fails()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 2, FlushInterval = TimeSpan.FromHours(1) });
        var release = new TaskCompletionSource();
        test.Service.ThenWaitFor(release.Task).Then(HttpStatusCode.ServiceUnavailable);
        Capture(test, "a", "b");
        await test.Service.NextAsync();
        Capture(test, "c", "d", "e", "f");

        var flush = test.Client.FlushAsync(TestContext.Current.CancellationToken);
        release.SetResult();
        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => flush);

        Assert.Equal(2, failure.Kept);
        Assert.Equal(["a", "b", "c", "d", "e", "f"], test.Service.SentNames);
        Assert.Equal(new AnalyseCounts { Accepted = 6, Delivered = 4, Waiting = 2 }, test.Client.Counts);
    }

    [Fact]
    public async Task A_flush_stops_at_the_first_batch_when_nobody_answers()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 2 });
        test.Service.ThenFail(new HttpRequestException(HttpRequestError.ConnectionError)).ThenFail(new HttpRequestException());
        Capture(test, "a", "b", "c", "d", "e");
        await test.Time.TimerAsync(ObservedClock.FirstRetry);

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["a", "b", "a", "b"], test.Service.SentNames);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "refused the key")]
    [InlineData(HttpStatusCode.NotFound, "not the service")]
    public async Task A_flush_does_not_try_again_what_somebody_has_to_mend(HttpStatusCode status, string says)
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 2 });
        test.Service.Then(status);
        Capture(test, "a", "b");
        await test.Time.TimerAsync(TimeSpan.FromMinutes(1));

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(
            () => test.Client.FlushAsync(TestContext.Current.CancellationToken));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, failure.Kept);
        Assert.Single(test.Service.Requests);
    }

    [Fact]
    public async Task A_flush_during_a_shutdown_that_runs_out_of_time_fails_as_a_delivery_does()
    {
        await using var test = new TestClient();
        test.Service.ThenHang();
        Capture(test, "a");
        var flush = test.Client.FlushAsync(TestContext.Current.CancellationToken);
        await test.Service.NextAsync();

        await test.DisposeAsync();

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => flush);
        Assert.Equal(new AnalyseCounts { Accepted = 1, Losses = new() { AtShutdown = 1 } }, test.Client.Counts);
    }

    private static void Capture(TestClient test, params string[] names)
    {
        foreach (var name in names)
        {
            Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event(name)));
        }
    }
}
