using System.Diagnostics;
using Analyse.Benchmarks.Service;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>What it takes to capture and to deliver a number of events.</summary>
/// <param name="CaptureMicroseconds">The caller's time for each capture, while the client also sends.</param>
/// <param name="EventsPerSecond">From the first capture to the last delivery.</param>
/// <param name="CpuMicroseconds">Processor time of the whole process for each event.</param>
/// <param name="AllocatedBytes">Bytes allocated by the whole process for each event.</param>
internal sealed record DeliveryRun(double CaptureMicroseconds, double EventsPerSecond, double CpuMicroseconds, double AllocatedBytes)
{
    // The producer keeps within the default bounds: 100,000 events and 32 MiB.
    private const int MostWaiting = 95_000;
    private const int CapturesBetweenLooks = 1_000;

    public static async Task<DeliveryRun> MeasureAsync(ServiceProcess service, int events)
    {
        await using var client = BenchmarkClient.SendingTo(service.Address);
        var (_, eventsBefore) = service.Counts;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();

        var capturing = Capture(client, events);
        await client.FlushAsync();

        var elapsed = Stopwatch.GetElapsedTime(start);
        var run = new DeliveryRun(
            capturing.TotalMicroseconds / events,
            events / elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / events,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / events);
        if (service.Counts.Events - eventsBefore != events || client.Counts.Delivered != events)
        {
            throw new InvalidOperationException("Not every event was delivered once, so the figures mean nothing.");
        }

        return run;
    }

    private static TimeSpan Capture(AnalyseClient client, int events)
    {
        var captured = SeedEvent.Create();
        var capturing = TimeSpan.Zero;
        for (var done = 0; done < events; done += CapturesBetweenLooks)
        {
            while (client.Counts.Waiting > MostWaiting)
            {
                Thread.Sleep(1);
            }

            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < CapturesBetweenLooks; i++)
            {
                client.CaptureAccepted(captured);
            }

            capturing += Stopwatch.GetElapsedTime(start);
        }

        return capturing;
    }
}
