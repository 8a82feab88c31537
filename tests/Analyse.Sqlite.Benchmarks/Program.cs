// Measures the SQLite store as an application uses it: dotnet run -c Release --project tests/Analyse.Sqlite.Benchmarks
using Analyse.Sqlite.Benchmarks;

// The first runs let the runtime compile, and compile again, what the others measure.
for (var run = 0; run < 3; run++)
{
    await Figures.CapturesCommittedAsync(callers: 1, perCaller: 50_000, isWarmUp: true);
}

await Figures.CapturesCommittedAsync(callers: 1, perCaller: 90_000);
await Figures.CapturesCommittedAsync(callers: 2, perCaller: 45_000);
await Figures.AwaitedCapturesAsync(callers: 16, perCaller: 2_500);
await Figures.AwaitedCapturesAsync(callers: 1, perCaller: 3_000);
await Figures.DrainAsync(events: 100_000);
