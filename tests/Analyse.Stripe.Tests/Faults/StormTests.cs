using System.Diagnostics;
using System.Net;
using Analyse.Stripe.Tests.Webhooks;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>
/// A storm of webhooks: every tenth is delivered twice, one in fifty is answered with 503, several come at once, and Stripe,
/// who is simulated here, sends each again until it gets a 200.
/// </summary>
public sealed class StormTests
{
    private const int Events = 1_000;
    private const int AtOnce = 8;

    [Fact]
    public async Task In_memory_mode_each_event_of_a_storm_counts_once()
    {
        var service = new FlakyService(static request => request % 50 == 0);
        await using var site = await TestSite.StartAsync(build: builder => builder.Services.AddSingleton<IEventTransport>(service));

        var (taken, refused) = await StormAsync(site);

        Assert.InRange(refused, Events / 50, Events / 10);
        AssertEachOnce(service);
        site.BooksAre(accepted: Events, duplicates: taken - Events, delivered: Events);
    }

    [Fact]
    public async Task With_the_SQLite_store_each_event_of_a_storm_counts_once()
    {
        using var folder = new TempFolder();
        var service = new FlakyService(static request => request % 50 == 1);
        await using var site = await TestSite.StartAsync(
            analyse: builder =>
            {
                builder.AddSqliteStore(folder.Store);
                HeldStore.Add(builder.Services);
            },
            build: builder => builder.Services.AddSingleton<IEventTransport>(service));
        site.Services.GetRequiredService<HeldStore>().Refusal = static append => append % 50 == 0 ? CaptureResult.Full : null;

        var (taken, refused) = await StormAsync(site);
        await DeliverAsync(site);

        Assert.InRange(refused, Events / 50, Events / 10);
        AssertEachOnce(service);
        site.BooksAre(accepted: Events, duplicates: taken - Events, delivered: Events, refused: refused);
    }

    private static async Task<(int Taken, int Refused)> StormAsync(TestSite site)
    {
        var random = new Random(20_260_301);
        var deliveries = Enumerable.Range(0, Events)
            .Select(static i => (Number: i, Payload: Payloads.Checkout($"cs_{i}")))
            .SelectMany(static one => Enumerable.Repeat(one.Payload, one.Number % 10 == 0 ? 2 : 1))
            .ToArray();
        random.Shuffle(deliveries);
        var taken = 0;
        var refused = 0;
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            deliveries,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (payload, _) =>
            {
                while (await site.SendAsync(payload) is var answer && answer is not HttpStatusCode.OK)
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
                    Interlocked.Increment(ref refused);
                }

                Interlocked.Increment(ref taken);
            });
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{taken} answers of 200 and {refused} of 503 in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms.");
        Assert.Equal(deliveries.Length, taken);
        return (taken, refused);
    }

    private static async Task DeliverAsync(TestSite site)
    {
        var client = site.Services.GetRequiredService<IAnalyseClient>();
        while (client.Counts.Waiting > 0)
        {
            try
            {
                await client.FlushAsync(TestContext.Current.CancellationToken);
            }
            catch (AnalyseDeliveryException)
            {
                // The service fails now and then.
            }
        }
    }

    private static void AssertEachOnce(FlakyService service) => Assert.Equal(
        Enumerable.Range(0, Events).Select(static i => $"pi_of_cs_{i}").Order(),
        service.Taken.Select(static taken => taken.OrderId).Order());
}
