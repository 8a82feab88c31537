using System.Diagnostics;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>Captures as many events as the buffer holds, and nothing is sent.</summary>
internal static class CaptureRun
{
    private const int Captures = 90_000;

    /// <returns>Microseconds for each capture.</returns>
    public static double Measure()
    {
        using var client = BenchmarkClient.SendingNothing();
        var captured = SeedEvent.Create();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Captures; i++)
        {
            client.CaptureAccepted(captured);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Captures;
    }
}
