using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Analyse.Stripe.Tests.Webhooks;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>No payload, however malformed, signed or not, makes the endpoint answer anything else than 200, 400, 413 or 503.</summary>
public sealed class FuzzTests
{
    private const int Mutations = 10_000;

    private static readonly int _seed = int.Parse(
        Environment.GetEnvironmentVariable("ANALYSE_FUZZ_SEED") ?? "20260301", CultureInfo.InvariantCulture);

    [Fact]
    public void Every_payload_to_begin_with_is_good()
    {
        Assert.InRange(FuzzPayloads.All.Count, 25, 100);
        Assert.Equal(FuzzPayloads.All.Count, FuzzPayloads.All.Distinct().Count());
    }

    [Fact]
    public async Task No_mutated_payload_gives_another_answer_than_200_400_413_or_503()
    {
        var service = new FlakyService(static request => request % 20 == 0);
        await using var site = await TestSite.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton<IEventTransport>(service);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var slowest = 0.0;
        var began = Stopwatch.GetTimestamp();

        await Parallel.ForAsync(0, Mutations, TestContext.Current.CancellationToken, async (number, _) =>
        {
            var random = new Random(unchecked((_seed * 1_000_003) + number));
            var body = new Mutator(random).Mutate(FuzzPayloads.All[random.Next(FuzzPayloads.All.Count)], number);
            var isSigned = random.Next(5) != 0;
            var sent = Stopwatch.GetTimestamp();
            try
            {
                var answer = await site.PostAsync(body, isSigned ? Signed.Header(body) : SpoiltHeader(body, random));
                answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);
                Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.ServiceUnavailable, $"{answer}");
                Assert.True(isSigned || answer is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable), $"{answer} without a signature");
            }
            catch (Exception failure)
            {
                Assert.Fail($"Mutation {number} of seed {_seed} (ANALYSE_FUZZ_SEED): {failure.Message} Body: {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 4_000)))}");
            }

            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        });

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {_seed}: {string.Join(", ", answers.OrderBy(static answer => answer.Key).Select(static answer => $"{answer.Value} x {(int)answer.Key}"))}; {service.Taken.Count} events; {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, slowest {slowest:F0} ms."));
        Assert.Empty(site.Faults);
        Assert.Equal(4, answers.Count);
        Assert.InRange(service.Taken.Count, 1_000, Mutations * 2);
        var counts = site.Counts;
        Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
        Assert.Equal(service.Taken.Count, counts.Delivered);
    }

    private static string? SpoiltHeader(byte[] body, Random random) => random.Next(6) switch
    {
        0 => null,
        1 => "",
        2 => Signed.Header(body, "whsec_another"),
        3 => Signed.Header([.. body, 0]),
        4 => Signed.Header(body, at: Signed.Now - random.Next(301, 100_000)),
        _ => Signed.Header(body).Replace('=', (char)random.Next(33, 61)),
    };
}
