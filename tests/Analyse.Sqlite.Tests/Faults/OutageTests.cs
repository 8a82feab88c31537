using System.Diagnostics;
using System.Net;
using Analyse.Configuration;
using Analyse.Sqlite.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

public sealed class OutageTests : IDisposable
{
    private const int Events = 100_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F21_Six_hours_of_outage_lose_nothing_and_the_backlog_drains_in_a_minute()
    {
        using var test = new TestStore(_folder);
        var service = new CountingService();
        var options = new AnalyseOptions { PublicKey = "pk_test_1234567890" };
        var settings = new AnalyseSettings(options, new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);
        var parts = new ClientParts(new FixedSettings(settings), test.Store, [test.Store], service)
        {
            Time = test.Time,
            Logger = NullLogger.Instance,
        };
        await using var client = new AnalyseClient(parts);

        for (var i = 0; i < Events; i++)
        {
            var captured = new AnalyseEvent("counted") { PersonId = "user_1", Properties = { ["number"] = i, ["text"] = "about as much as an event holds" } };
            // The disk gets its turn now and then: what waits for it in memory is bounded.
            var result = i % 5_000 == 0
                ? await client.CaptureAsync(captured, TestContext.Current.CancellationToken)
                : client.Capture(captured);
            Assert.Equal(CaptureResult.Accepted, result);
        }

        for (var minute = 0; minute < 6 * 60; minute++)
        {
            test.Time.Advance(TimeSpan.FromMinutes(1));
            await test.SettledAsync();
        }

        Assert.Equal(Events, test.Counts.Waiting);
        Assert.InRange(service.Requests, 1, 200);
        Assert.InRange(new FileInfo(test.Path).Length, 0, 100 * 1024 * 1024);

        service.IsAway = false;
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var mostMemory = memory;
        var start = Stopwatch.GetTimestamp();
        while (test.Counts.Waiting > 0)
        {
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromMinutes(1));
            test.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
            mostMemory = Math.Max(mostMemory, GC.GetTotalMemory(forceFullCollection: false));
        }

        Assert.Equal(Events, service.Taken);
        Assert.Equal(Events, test.Counts.Delivered);
        test.AssertBooksBalance();
        Assert.InRange(mostMemory - memory, long.MinValue, 64 * 1024 * 1024);
    }

    private sealed class CountingService : IEventTransport
    {
        public string? Description => null;

        public bool IsAway { get; set; } = true;

        public int Requests { get; private set; }

        public int Taken { get; private set; }

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            Requests++;
            Taken += IsAway ? 0 : request.Body.Span.Count("\"event_name\""u8);
            return new(TransportAnswer.Of(IsAway ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK));
        }
    }
}
