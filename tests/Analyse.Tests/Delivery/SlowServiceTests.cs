using System.Net;
using Analyse.Tests.Support;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class SlowServiceTests
{
    // No other timer is of this length, so that the clock can stand still while a request is under way.
    private static readonly TimeSpan _requestTimeout = TimeSpan.FromSeconds(9.9);

    [Fact]
    public async Task F82_Status_is_degraded_when_the_oldest_event_is_late_although_every_answer_is_a_200()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 1, RequestTimeout = _requestTimeout });
        var statuses = new List<AnalyseStatus>();
        test.Service.Otherwise = _ =>
        {
            statuses.Add(test.Client.Status);
            return Answer(test, TimeSpan.FromSeconds(5), HttpStatusCode.OK);
        };
        for (var i = 0; i < 60; i++)
        {
            test.Client.Capture(TestClient.Event());
        }

        await test.Time.RunUntilAsync(() => test.Client.Counts.Waiting == 0, test.Options.RequestTimeout);
        Assert.Equal(AnalyseDeliveryState.Delivering, test.Client.Status.State);
        Assert.All(statuses.Take(12), status => Assert.False(status.IsDegraded));
        Assert.All(statuses.Skip(16), status => Assert.Equal((AnalyseDeliveryState.Delayed, true), (status.State, status.IsDegraded)));
    }

    [Fact]
    public async Task F82_A_burst_after_an_idle_hour_is_soon_delivered_although_every_fifth_request_fails()
    {
        await using var test = new TestClient(new AnalyseOptions { RequestTimeout = _requestTimeout });
        var random = new Random(1);
        test.Service.Otherwise = _ => TransportAnswer.Of(random.NextDouble() < 0.2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        Capture(test, 1, bytes: 10);
        await test.Time.RunUntilAsync(() => test.Client.Counts.Waiting == 0, _requestTimeout);
        test.Time.Advance(TimeSpan.FromHours(1));
        var start = test.Time.GetTimestamp();

        Capture(test, 8_000, bytes: 10);
        await test.Time.RunUntilAsync(() => test.Client.Counts.Waiting == 0, _requestTimeout, TimeSpan.FromSeconds(0.1));

        Assert.Equal(8_001, test.Client.Counts.Delivered);
        Assert.InRange(test.Time.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task F93_On_a_slow_line_batches_shrink_until_they_fit_the_time_and_are_delivered()
    {
        var options = new AnalyseOptions { RequestTimeout = TimeSpan.FromSeconds(2) };
        await using var test = new TestClient(options);
        test.Service.Otherwise = request => Upload(test, request.Body.Length, bytesPerSecond: 8_000);
        Capture(test, 100, bytes: 3_000);

        await test.Time.RunUntilAsync(() => test.Client.Counts.Waiting == 0, options.RequestTimeout);

        Assert.Equal(100, test.Client.Counts.Delivered);
        Assert.InRange(test.Service.Requests.Count(request => request.Body.Length > 16_000), 2, 7);
    }

    [Fact]
    public async Task F93_A_408_for_a_slow_upload_shrinks_batches_as_well()
    {
        await using var test = new TestClient(new AnalyseOptions { RequestTimeout = _requestTimeout });
        test.Service.Otherwise = request => request.Body.Length > 200_000
            ? Answer(test, TimeSpan.FromSeconds(5), HttpStatusCode.RequestTimeout)
            : TransportAnswer.Of(HttpStatusCode.OK);
        Capture(test, 100, bytes: 3_000);

        await test.Time.RunUntilAsync(() => test.Client.Counts.Waiting == 0, _requestTimeout);

        // The first 408 may be chance; the second halves the batch.
        Assert.Equal([100, 100], test.Service.Requests.Select(request => request.Events.Count).Take(2));
        Assert.InRange(test.Service.Requests[2].Events.Count, 40, 50);
        Assert.Equal(100, test.Client.Counts.Delivered);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task F91_A_shutdown_against_an_overloaded_service_makes_a_handful_of_requests(HttpStatusCode status)
    {
        await using var test = new TestClient(new AnalyseOptions { RequestTimeout = _requestTimeout });
        test.Service.Otherwise = _ => TransportAnswer.Of(status);
        Capture(test, 20_000, bytes: 10);

        var stop = test.Client.DisposeAsync().AsTask();
        await test.Time.RunUntilAsync(() => stop.IsCompleted, test.Options.RequestTimeout, TimeSpan.FromSeconds(0.1));

        Assert.InRange(test.Service.Requests.Count, 1, 15);
        Assert.Equal(new AnalyseCounts { Accepted = 20_000, Lost = 20_000 }, test.Client.Counts);
    }

    [Fact]
    public async Task F91_A_shutdown_against_a_service_that_fails_now_and_then_delivers_everything()
    {
        await using var test = new TestClient(new AnalyseOptions { RequestTimeout = _requestTimeout });
        var random = new Random(1);
        test.Service.Otherwise = _ => TransportAnswer.Of(random.NextDouble() < 0.2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        Capture(test, 5_000, bytes: 10);

        var stop = test.Client.DisposeAsync().AsTask();
        await test.Time.RunUntilAsync(() => stop.IsCompleted, test.Options.RequestTimeout, TimeSpan.FromSeconds(0.25));

        Assert.Equal(new AnalyseCounts { Accepted = 5_000, Delivered = 5_000 }, test.Client.Counts);
    }

    private static TransportAnswer Upload(TestClient test, int length, int bytesPerSecond)
    {
        var takes = TimeSpan.FromSeconds((double)length / bytesPerSecond);
        return takes < test.Options.RequestTimeout
            ? Answer(test, takes, HttpStatusCode.OK)
            : Answer(test, test.Options.RequestTimeout, null);
    }

    private static TransportAnswer Answer(TestClient test, TimeSpan after, HttpStatusCode? status)
    {
        test.Time.Advance(after);
        return new TransportAnswer { Status = status, Failure = status is null ? new TimeoutException() : null };
    }

    private static void Capture(TestClient test, int count, int bytes)
    {
        for (var i = 0; i < count; i++)
        {
            var captured = TestClient.Event();
            captured.Properties["text"] = new string('x', bytes);
            Assert.Equal(CaptureResult.Accepted, test.Client.Capture(captured));
        }
    }
}
