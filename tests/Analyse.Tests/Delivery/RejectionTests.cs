using System.Net;
using Analyse.Tests.Support;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Delivery;

/// <summary>Events that the service rejects: whether it is they, or everything, and what becomes of them.</summary>
public sealed class RejectionTests
{
    private const string Poison = "poison";

    [Theory]
    [InlineData(1, HttpStatusCode.BadRequest)]
    [InlineData(2, HttpStatusCode.BadRequest)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3, HttpStatusCode.UnprocessableEntity)]
    public async Task F84_A_first_batch_that_is_all_poison_holds_nothing_up_and_is_dead_lettered_when_others_got_through(int count, HttpStatusCode status)
    {
        await using var test = new TestClient();
        Reject(test, status);
        Capture(test, Poison, count);
        await RunUntilAsync(test, () => test.Service.Requests.Count >= count);
        Assert.Equal(0, test.Client.Counts.DeadLettered);

        Capture(test, "good", 5);
        var start = test.Time.GetTimestamp();
        await RunUntilAsync(test, () => test.Client.Counts.Waiting == 0);

        Assert.InRange(test.Time.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Equal(new AnalyseCounts { Accepted = 5 + count, Delivered = 5, DeadLettered = count }, test.Client.Counts);
        Assert.Equal(5, test.Service.Requests.Where(static request => !request.EventNames.Contains(Poison)).Sum(static request => request.Events.Count));
    }

    [Fact]
    public async Task F84_A_poison_event_with_no_other_around_it_is_kept_and_is_no_reason_to_pause()
    {
        await using var test = new TestClient();
        Reject(test, HttpStatusCode.BadRequest);
        Capture(test, Poison, 1);

        await RunUntilAsync(test, () => test.Service.Requests.Count == 3);

        Assert.Equal(new AnalyseCounts { Accepted = 1, Waiting = 1 }, test.Client.Counts);
        Assert.DoesNotContain(test.Log.Collector.GetSnapshot(), static line => line.Id.Name is "EverythingRejected" or "Misrouted");
    }

    [Fact]
    public async Task F84_A_shutdown_does_not_wait_its_whole_time_for_an_event_that_is_rejected()
    {
        await using var test = new TestClient(new AnalyseOptions { ShutdownTimeout = TimeSpan.FromSeconds(30) });
        Reject(test, HttpStatusCode.BadRequest);
        Capture(test, Poison, 1);
        var start = test.Time.GetTimestamp();

        var stop = test.Client.DisposeAsync().AsTask();
        await test.Time.RunUntilAsync(() => stop.IsCompleted, test.Options.RequestTimeout, TimeSpan.FromSeconds(0.1));

        Assert.InRange(test.Time.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(new AnalyseLosses { AtShutdown = 1 }, test.Client.Counts.Losses);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task F85_A_service_that_rejects_everything_after_a_success_costs_no_event_and_few_requests(HttpStatusCode status)
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBufferedEvents = 25_000 });
        Capture(test, "good", 100);
        await RunUntilAsync(test, () => test.Client.Counts.Delivered == 100);
        test.Service.Otherwise = _ => TransportAnswer.Of(status);
        var before = test.Service.Requests.Count;

        Capture(test, "good", 19_900);
        var start = test.Time.GetTimestamp();
        await RunUntilAsync(test, () => test.Time.GetElapsedTime(start) > TimeSpan.FromHours(1));

        Assert.Equal(new AnalyseCounts { Accepted = 20_000, Delivered = 100, Waiting = 19_900 }, test.Client.Counts);
        Assert.Equal((AnalyseDeliveryState.Rejecting, true), (test.Client.Status.State, test.Client.Status.IsDegraded));
        Assert.InRange(test.Service.Requests.Count - before, 20, 150);
        Assert.Single(test.Log.Collector.GetSnapshot(), static line => line.Id.Name == "EverythingRejected");

        test.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.OK);
        await RunUntilAsync(test, () => test.Client.Counts.Waiting == 0);
        Assert.Equal(new AnalyseCounts { Accepted = 20_000, Delivered = 20_000 }, test.Client.Counts);
        Assert.Equal(AnalyseDeliveryState.Delivering, test.Client.Status.State);
    }

    [Fact]
    public async Task F85_Each_probe_of_a_service_that_rejects_everything_holds_other_events()
    {
        await using var test = new TestClient();
        test.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.BadRequest);
        for (var i = 0; i < 200; i++)
        {
            test.Client.Capture(TestClient.Event($"e{i:D3}"));
        }

        await RunUntilAsync(test, () => test.Service.SentNames.Contains("e130"));

        var probes = test.Service.Requests.Where(static request => request.Events.Count == 10).Select(static request => request.EventNames.First());
        Assert.Equal(["e100", "e110", "e120", "e130"], probes.Order());
    }

    [Fact]
    public async Task F85_Poison_among_events_that_were_rejected_with_everything_else_is_found_when_the_service_is_well()
    {
        await using var test = new TestClient();
        Capture(test, "good", 1);
        await RunUntilAsync(test, () => test.Client.Counts.Delivered == 1);
        test.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.BadRequest);
        Capture(test, "good", 49);
        Capture(test, Poison, 1);
        Capture(test, "good", 49);
        await RunUntilAsync(test, () => test.Client.Status.State is AnalyseDeliveryState.Rejecting);

        Reject(test, HttpStatusCode.BadRequest);
        await RunUntilAsync(test, () => test.Client.Counts.Waiting == 0);

        Assert.Equal(new AnalyseCounts { Accepted = 100, Delivered = 99, DeadLettered = 1 }, test.Client.Counts);
    }

    [Fact]
    public async Task F85_Lucky_successes_among_rejections_condemn_nothing_that_was_rejected_with_everything()
    {
        await using var test = new TestClient();
        var broken = true;
        var requests = 0;
        // Of several machines behind one address, most have a broken deployment.
        test.Service.Otherwise = _ => TransportAnswer.Of(broken && ++requests % 20 != 0 ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        Capture(test, "good", 300);
        var start = test.Time.GetTimestamp();
        await RunUntilAsync(test, () => test.Time.GetElapsedTime(start) > TimeSpan.FromMinutes(2));
        Assert.Equal(0, test.Client.Counts.DeadLettered);

        broken = false;
        await RunUntilAsync(test, () => test.Client.Counts.Waiting == 0);

        Assert.Equal(new AnalyseCounts { Accepted = 300, Delivered = 300 }, test.Client.Counts);
    }

    [Fact]
    public async Task A_flush_tells_of_events_that_are_held_back_and_tries_them_each_time()
    {
        await using var test = new TestClient();
        Reject(test, HttpStatusCode.BadRequest);
        Capture(test, Poison, 1);

        var first = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));
        Assert.Equal((1, 0), (first.Kept, first.DeadLettered));
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, test.Service.Requests.Count);

        Capture(test, "good", 1);
        var third = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));
        Assert.Equal((0, 1), (third.Kept, third.DeadLettered));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(365)]
    [InlineData(-1)]
    public async Task F87_A_clock_that_is_set_while_events_are_queued_expires_nothing_and_makes_no_age_negative(int days)
    {
        await using var test = new TestClient();
        test.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        Capture(test, "good", 10);
        await RunUntilAsync(test, () => test.Service.Requests.Count == 1);

        test.Time.Step(TimeSpan.FromDays(days));
        await RunUntilAsync(test, () => test.Service.Requests.Count == 3);

        Assert.Equal(new AnalyseCounts { Accepted = 10, Waiting = 10 }, test.Client.Counts);
        Assert.InRange(test.Client.Status.OldestWaiting, TimeSpan.Zero, TimeSpan.FromHours(1));
        test.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.OK);
        await RunUntilAsync(test, () => test.Client.Counts.Delivered == 10);
    }

    [Fact]
    public async Task F87_Seven_days_that_really_pass_expire_what_fails_again()
    {
        await using var test = new TestClient();
        test.Service.Otherwise = static _ => TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        Capture(test, "good", 10);
        await RunUntilAsync(test, () => test.Service.Requests.Count == 1);

        test.Time.Advance(TimeSpan.FromDays(7));
        await RunUntilAsync(test, () => test.Client.Counts.DeadLettered == 10);

        Assert.Equal(new AnalyseCounts { Accepted = 10, DeadLettered = 10 }, test.Client.Counts);
    }

    private static void Reject(TestClient test, HttpStatusCode status) => test.Service.Otherwise =
        request => TransportAnswer.Of(request.EventNames.Contains(Poison) ? status : HttpStatusCode.OK);

    private static void Capture(TestClient test, string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event(name)));
        }
    }

    private static Task RunUntilAsync(TestClient test, Func<bool> isSo) => test.Time.RunUntilAsync(isSo, test.Options.RequestTimeout);
}
