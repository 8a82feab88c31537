using System.Diagnostics;
using Analyse.Benchmarks.Service;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>The time of single captures while a request gets no answer.</summary>
internal sealed record HangingRun(double P50, double P99, double Max)
{
    private const int Captures = 50_000;

    public static HangingRun Measure(ServiceProcess hanging)
    {
        using var client = BenchmarkClient.LosingSilently(new AnalyseOptions
        {
            PublicKey = "pk_test_benchmark",
            Host = hanging.Address.AbsoluteUri,
            RequestTimeout = TimeSpan.FromMinutes(5),
            ShutdownTimeout = TimeSpan.Zero,
        });
        WaitUntilItHangs(client, hanging);

        var captured = SeedEvent.Create();
        var ticks = new long[Captures];
        for (var i = 0; i < Captures; i++)
        {
            var start = Stopwatch.GetTimestamp();
            client.CaptureAccepted(captured);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(ticks);
        return new HangingRun(Microseconds(ticks[Captures / 2]), Microseconds(ticks[Captures / 100 * 99]), Microseconds(ticks[^1]));
    }

    private static void WaitUntilItHangs(AnalyseClient client, ServiceProcess hanging)
    {
        var before = hanging.Counts.Requests;
        for (var i = 0; i < 100; i++)
        {
            client.CaptureAccepted(SeedEvent.Create());
        }

        while (hanging.Counts.Requests == before)
        {
            Thread.Sleep(1);
        }
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
