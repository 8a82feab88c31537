using System.Diagnostics;
using Analyse.FaultTests.Rig;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>F82 on the real clock and over real HTTP, to see that the simulation does not deceive itself.</summary>
public sealed class RealFailureTests
{
    [Theory]
    [InlineData(0.03)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public async Task F82_A_real_service_that_fails_at_random_gets_what_is_captured(double rate)
    {
        Slow.SkipUnlessAsked();
        const int EventsPerSecond = 100;
        const int Seconds = 20;
        var random = new Random(1);
        await using var sink = await Sink.StartAsync();
        sink.Otherwise = _ =>
        {
            lock (random)
            {
                return random.NextDouble() < rate ? 503 : 200;
            }
        };
        await using var client = new AnalyseClient(new AnalyseOptions
        {
            PublicKey = Shop.Key,
            Host = sink.Address.ToString(),
            EventIdProperty = Shop.IdProperty,
        });
        var oracle = new Oracle(client);

        var start = Stopwatch.GetTimestamp();
        while (oracle.Captured < EventsPerSecond * Seconds)
        {
            var due = Stopwatch.GetElapsedTime(start).TotalSeconds * EventsPerSecond;
            while (oracle.Captured < due && oracle.Captured < EventsPerSecond * Seconds)
            {
                oracle.Capture(Shop.Event(oracle.Captured));
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // What came in the last seconds may still be queued.
        await Limits.UntilAsync(() => client.Counts.Delivered >= 0.95 * oracle.Captured);
        oracle.BooksBalance();
    }
}
