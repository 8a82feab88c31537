// Measures the outbox on a PostgreSQL of its own, on the same machine: dotnet run -c Release --project tests/Analyse.EntityFrameworkCore.Benchmarks

using System.Diagnostics;
using Analyse.EntityFrameworkCore.Benchmarks;
using Analyse.EntityFrameworkCore.TestShop.Servers;

await using var server = await PostgresServer.StartNewAsync();
await MeasureThroughputAsync("100 events per commit, one writer", writers: 1, commits: 300, events: 100);
await MeasureThroughputAsync("1 event per commit, eight concurrent writers", writers: 8, commits: 1_000, events: 1);
await MeasureClaimsAsync(rows: 1_000_000, claims: 500, besideOldTransaction: false);
await MeasureClaimsAsync(rows: 1_000_000, claims: 500, besideOldTransaction: true);

async Task MeasureThroughputAsync(string what, int writers, int commits, int events)
{
    await using var application = await Application.CreateAsync(server.ConnectionString);
    await application.StartAsync();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => application.CommitAsync(events)));
    await DeliveredAsync(application, writers * events);

    var total = writers * (commits + 1) * events;
    var began = Stopwatch.GetTimestamp();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
    {
        for (var i = 0; i < commits; i++)
        {
            await application.CommitAsync(events);
        }
    })));
    var captured = Stopwatch.GetElapsedTime(began);
    await DeliveredAsync(application, total);
    var took = Stopwatch.GetElapsedTime(began);
    var measured = writers * commits * events;
    Console.WriteLine($"{what}: {measured / took.TotalSeconds:N0} events/s from capture to delivery ({measured / captured.TotalSeconds:N0}/s captured)");
}

async Task MeasureClaimsAsync(int rows, int claims, bool besideOldTransaction)
{
    await using var application = await Application.CreateAsync(server.ConnectionString);
    await application.FillAsync(rows);
    // While it is open, what was deleted stays in the index, and no vacuum helps.
    await using var old = besideOldTransaction ? await application.BeginOldTransactionAsync() : null;
    var outbox = application.Outbox;
    var times = new List<double>(claims);
    for (var i = 0; i < claims; i++)
    {
        var began = Stopwatch.GetTimestamp();
        var batch = await outbox.ClaimAsync(100, 512 * 1024, CancellationToken.None);
        times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        batch!.Outcomes.Fill(Analyse.Storage.EventOutcome.Delivered);
        await outbox.CompleteAsync(batch, CancellationToken.None);
    }

    times.RemoveRange(0, 5);
    times.Sort();
    Console.WriteLine(
        $"claim of 100 with {rows:N0} rows waiting{(besideOldTransaction ? ", beside an old transaction" : "")}: "
        + $"p50 {times[times.Count / 2]:N1} ms, p99 {times[times.Count * 99 / 100]:N1} ms, longest {times[^1]:N1} ms");
}

static async Task DeliveredAsync(Application application, long events)
{
    while (application.Client.Counts.Delivered < events)
    {
        await Task.Delay(1);
    }
}
