using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Analyse.Sqlite.Benchmarks;

/// <summary>The figures that the store is held to, each measured once and printed beside its target.</summary>
internal static class Figures
{
    /// <summary>Captures without waiting, and counts the time until the last event is committed.</summary>
    public static async Task CapturesCommittedAsync(int callers, int perCaller, bool isWarmUp = false)
    {
        await using var bench = await Bench.StartAsync(HttpStatusCode.ServiceUnavailable);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < perCaller; i++)
            {
                Expect(bench.Client.Capture(Bench.Event(i)));
            }
        })));
        var captured = Stopwatch.GetElapsedTime(start);
        // The commit of an awaited event is the commit of all before it.
        Expect(await bench.Client.CaptureAsync(Bench.Event(-1)));
        var committed = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var count = callers * perCaller;
        if (isWarmUp)
        {
            return;
        }

        Print(
            $"Capture, {callers} caller(s), until committed",
            $"{count / committed.TotalSeconds:N0} events/s ({captured.TotalMicroseconds / count * callers:N1} µs per capture; {cpu.TotalMicroseconds / count:N1} µs of CPU per event, all threads)",
            "at least 50,000 events/s");
    }

    /// <summary>Captures and waits for each commit.</summary>
    public static async Task AwaitedCapturesAsync(int callers, int perCaller)
    {
        await using var bench = await Bench.StartAsync(HttpStatusCode.ServiceUnavailable);
        Expect(await bench.Client.CaptureAsync(Bench.Event(-1)));
        var waits = new double[callers * perCaller];
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < perCaller; i++)
            {
                var before = Stopwatch.GetTimestamp();
                Expect(await bench.Client.CaptureAsync(Bench.Event(i)));
                waits[(caller * perCaller) + i] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            }
        })));
        var all = Stopwatch.GetElapsedTime(start);
        Array.Sort(waits);
        Print(
            $"CaptureAsync, {callers} caller(s)",
            $"{waits.Length / all.TotalSeconds:N0} events/s; p50 {waits[waits.Length / 2]:N2} ms, p99 {waits[waits.Length * 99 / 100]:N2} ms",
            callers > 1 ? "at least 10,000 events/s" : "p99 at most 5 ms");
    }

    /// <summary>Fills a file while the service is away, and empties it after a restart.</summary>
    public static async Task DrainAsync(int events)
    {
        var away = await Bench.StartAsync(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < events; i++)
        {
            // Now and then for the disk, which is slower than a loop.
            Expect(i % 10_000 == 0 ? await away.Client.CaptureAsync(Bench.Event(i)) : away.Client.Capture(Bench.Event(i)));
        }

        var folder = await away.StopAsync();
        Collect();
        var memory = Process.GetCurrentProcess().WorkingSet64;
        var peak = memory;
        var start = Stopwatch.GetTimestamp();
        await using var back = await Bench.StartAsync(HttpStatusCode.OK, folder);
        var opened = Stopwatch.GetElapsedTime(start);
        while (back.Source.Counts is { Waiting: > 0 })
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            await Task.Delay(20);
        }

        Print(
            $"{events:N0} events: start, drain, memory",
            $"{opened.TotalMilliseconds:N0} ms, {Stopwatch.GetElapsedTime(start).TotalSeconds:N1} s, {(peak - memory) / 1048576.0:N1} MiB more",
            "start below 100 ms, drained below 60 s, at most 64 MiB more");
    }

    private static void Expect(CaptureResult result)
    {
        if (result is not CaptureResult.Accepted)
        {
            throw new InvalidOperationException($"An event was {result}.");
        }
    }

    private static void Collect()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }

    private static void Print(string what, FormattableString figure, string target) =>
        Console.WriteLine($"{what,-45} {figure.ToString(CultureInfo.InvariantCulture)}\n{string.Empty,-45} target: {target}");
}
