using System.Diagnostics.Metrics;
using System.Net;
using Analyse.Diagnostics;
using Analyse.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Xunit;

namespace Analyse.Tests.Diagnostics;

public sealed class AnalyseMetricsTests : IDisposable
{
    private readonly TestMeterFactory _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task What_becomes_of_events_is_observed()
    {
        await using var test = new TestClient(meters: _meters);
        test.Client.Capture(new AnalyseEvent("order") { PersonId = "user_1", IdempotencyKey = "4711" });
        test.Client.Capture(new AnalyseEvent("order") { PersonId = "user_1", IdempotencyKey = "4711" });
        test.Client.Capture(new AnalyseEvent("order") { PersonId = " " });

        Assert.Equal(3, Observed("analyse.events.captured"));
        Assert.Equal(1, Observed("analyse.events.duplicates"));
        Assert.Equal(1, Observed("analyse.events.refused", ("reason", "no_identity")));
        Assert.Equal(0, Observed("analyse.events.refused", ("reason", "full")));
        Assert.Equal(0, Observed("analyse.events.delivered"));
        Assert.Equal(0, Observed("analyse.events.lost", ("reason", "shutdown")));

        await test.Client.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Observed("analyse.events.delivered"));
    }

    [Fact]
    public async Task What_waits_is_observed_with_its_bytes_and_its_age()
    {
        await using var test = new TestClient(meters: _meters);
        test.Service.Otherwise = _ => new() { Status = HttpStatusCode.ServiceUnavailable };
        test.Client.Capture(TestClient.Event());
        test.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(1, Observed("analyse.store.events"));
        Assert.InRange(Observed("analyse.store.bytes"), 100, 1_000);
        Assert.Equal(3, Observed<double>("analyse.store.oldest_age"));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "delivered")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "retry")]
    [InlineData(HttpStatusCode.Unauthorized, "key_refused")]
    [InlineData(HttpStatusCode.NotFound, "misrouted")]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "too_large")]
    [InlineData(HttpStatusCode.BadRequest, "not_accepted")]
    public async Task Requests_are_counted_and_timed_by_outcome(HttpStatusCode status, string outcome)
    {
        await using var test = new TestClient(meters: _meters);
        var requests = Collect<long>("analyse.requests");
        var durations = Collect<double>("analyse.request.duration");
        var sizes = Collect<int>("analyse.batch.size");
        test.Service.Then(status);
        test.Client.Capture(TestClient.Event());

        await Record.ExceptionAsync(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));

        Assert.Equal(1, requests.GetMeasurementSnapshot().Single(measured => Equals(measured.Tags["outcome"], outcome)).Value);
        Assert.Equal(0, durations.GetMeasurementSnapshot().Single(measured => Equals(measured.Tags["outcome"], outcome)).Value);
        Assert.Equal(1, sizes.LastMeasurement!.Value);
    }

    [Fact]
    public async Task Events_that_are_dead_lettered_are_counted_by_reason_and_those_that_are_deleted_as_lost()
    {
        await using var test = new TestClient(meters: _meters);
        var dead = Collect<long>("analyse.events.dead_lettered");
        test.Service.Then(HttpStatusCode.UnprocessableEntity, times: 2);
        test.Client.Capture(TestClient.Event());
        test.Client.Capture(TestClient.Event());

        await Record.ExceptionAsync(() => test.Client.FlushAsync(TestContext.Current.CancellationToken));

        Assert.Equal("http_422", Assert.Single(dead.GetMeasurementSnapshot()).Tags["reason"]);
        Assert.Equal(1, Observed("analyse.store.dead_letters"));
        Assert.Equal(0, Observed("analyse.events.lost", ("reason", "dead_letter_deleted")));

        var letters = await test.Store.ListDeadAsync(1, TestContext.Current.CancellationToken);
        await test.Store.DeleteDeadAsync([letters[0].Id], TestContext.Current.CancellationToken);

        Assert.Equal(0, Observed("analyse.store.dead_letters"));
        Assert.Equal(1, Observed("analyse.events.lost", ("reason", "dead_letter_deleted")));
    }

    private long Observed(string instrument, params (string Name, object? Value)[] tags) => Observed<long>(instrument, tags);

    private T Observed<T>(string instrument, params (string Name, object? Value)[] tags)
        where T : struct
    {
        var collector = Collect<T>(instrument);
        collector.RecordObservableInstruments();
        return collector.GetMeasurementSnapshot().Last(measured => tags.All(tag => Equals(measured.Tags[tag.Name], tag.Value))).Value;
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new((IMeterFactory)_meters, AnalyseMetrics.MeterName, instrument);
}
