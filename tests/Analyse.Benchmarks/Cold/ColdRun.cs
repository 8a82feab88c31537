using System.Diagnostics;
using System.Globalization;

namespace Analyse.Benchmarks.Cold;

/// <summary>Fresh events in a process that has just started, one way or the other; printed as numbers.</summary>
/// <param name="CaptureMicroseconds">The caller's time for each event, while others are being sent.</param>
/// <param name="EventsPerSecond">From the first event to the last delivery.</param>
/// <param name="CpuMicroseconds">Processor time of the whole process for each event.</param>
internal sealed record ColdRun(double CaptureMicroseconds, double EventsPerSecond, double CpuMicroseconds)
{
    private const int WarmUpEvents = 10_000;
    private const int Events = 200_000;
    private const int MostWaiting = 95_000;
    private const int CapturesBetweenLooks = 1_000;

    public static async Task<ColdRun> LibraryAsync(Uri service)
    {
        await using var client = BenchmarkClient.SendingTo(service);
        CaptureMany(client, WarmUpEvents);
        await client.FlushAsync();

        var watch = new ColdWatch();
        var capturing = CaptureMany(client, Events);
        await client.FlushAsync();
        var run = watch.Stop(capturing, Events);
        return client.Counts.Delivered == Events + WarmUpEvents
            ? run
            : throw new InvalidOperationException("Not every event was delivered once, so the figures mean nothing.");
    }

    public static async Task<ColdRun> BareAsync(Uri service)
    {
        using var sender = new BareSender(service);
        CaptureMany(sender, WarmUpEvents);
        await sender.FlushAsync();

        var watch = new ColdWatch();
        var capturing = CaptureMany(sender, Events);
        await sender.FlushAsync();
        return watch.Stop(capturing, Events);
    }

    public static ColdRun Parse(string text)
    {
        var numbers = Array.ConvertAll(text.Split(' '), static number => double.Parse(number, CultureInfo.InvariantCulture));
        return new ColdRun(numbers[0], numbers[1], numbers[2]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CaptureMicroseconds} {EventsPerSecond} {CpuMicroseconds}");

    private static TimeSpan CaptureMany(AnalyseClient client, int events)
    {
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
                client.CaptureAccepted(SeedEvent.Create());
            }

            capturing += Stopwatch.GetElapsedTime(start);
        }

        return capturing;
    }

    private static TimeSpan CaptureMany(BareSender sender, int events)
    {
        var capturing = TimeSpan.Zero;
        for (var done = 0; done < events; done += CapturesBetweenLooks)
        {
            while (sender.Waiting > MostWaiting)
            {
                Thread.Sleep(1);
            }

            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < CapturesBetweenLooks; i++)
            {
                sender.Capture(new BareEvent());
            }

            capturing += Stopwatch.GetElapsedTime(start);
        }

        return capturing;
    }
}
