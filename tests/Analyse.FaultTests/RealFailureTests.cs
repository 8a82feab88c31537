using System.Diagnostics;
using Analyse.FaultTests.Rig;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>F82 on the real clock and over real HTTP, to see that the simulation does not deceive itself.</summary>
public sealed class RealFailureTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    // What came in the last seconds may still be queued at the end.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task F82_A_real_service_that_fails_at_random_gets_what_is_captured_in_a_minute()
    {
        Slow.SkipUnlessAsked();
        await Task.WhenAll(
            from failureRate in new[] { 0.03, 0.2, 0.5 }
            from load in new[] { (Clients: 4, EventsPerSecond: 5), (Clients: 4, EventsPerSecond: 100), (Clients: 1, EventsPerSecond: 1_000) }
            select GetsThroughAsync(load.Clients, load.EventsPerSecond, failureRate));
    }

    private static async Task GetsThroughAsync(int count, int eventsPerSecond, double failureRate)
    {
        var random = new Random(1);
        await using var sink = await Sink.StartAsync();
        sink.Otherwise = _ =>
        {
            lock (random)
            {
                return random.NextDouble() < failureRate ? 503 : 200;
            }
        };
        var clients = Enumerable.Range(0, count).Select(_ => new AnalyseClient(new AnalyseOptions
        {
            PublicKey = Shop.Key,
            Host = sink.Address.ToString(),
            ShutdownTimeout = TimeSpan.Zero,
        })).ToArray();

        await CaptureForAMinuteAsync(clients, eventsPerSecond);

        var least = (eventsPerSecond < 1_000 ? 0.95 : 0.9 * (1 - failureRate)) * clients.Sum(static client => client.Counts.Captured);
        var end = Stopwatch.GetTimestamp();
        while (clients.Sum(static client => client.Counts.Delivered) < least)
        {
            Assert.True(
                Stopwatch.GetElapsedTime(end) < _grace,
                $"{eventsPerSecond} events/s, {failureRate:P0} failing: only {clients.Sum(static client => client.Counts.Delivered)} of {least} delivered.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static async Task CaptureForAMinuteAsync(AnalyseClient[] clients, int eventsPerSecond)
    {
        var start = Stopwatch.GetTimestamp();
        var captured = 0;
        while (captured < eventsPerSecond * _minute.TotalSeconds)
        {
            for (var due = Stopwatch.GetElapsedTime(start).TotalSeconds * eventsPerSecond; captured < due; captured++)
            {
                foreach (var client in clients)
                {
                    client.Capture(Shop.Event(captured));
                }
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
