using Analyse.Benchmarks.Report;
using Analyse.Benchmarks.Service;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>Measures the client with a service in another process, and says which targets it reaches.</summary>
internal static class EndToEndProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = EndToEndOptions.Parse(arguments);
        Figure[] figures = [.. await DeliveryAsync(options), .. Capture(options), .. Hanging(options)];
        FigureTable.Print(figures, Console.Out);
        return options.Check && !figures.All(figure => figure.IsMet(options.Tolerance)) ? 1 : 0;
    }

    // First, because the peak of memory is the whole process's.
    private static async Task<IEnumerable<Figure>> DeliveryAsync(EndToEndOptions options)
    {
        using var service = new ServiceProcess();
        await DeliveryRun.MeasureAsync(service, options.Events);
        var peakOfOne = PeakMemory.Read();
        var runs = new List<DeliveryRun>();
        for (var i = 0; i < options.Runs; i++)
        {
            runs.Add(await DeliveryRun.MeasureAsync(service, options.Events));
        }

        var peakOfAll = PeakMemory.Read();
        var allocated = Figure.Median(runs.Select(run => run.AllocatedBytes));
        var http = await BareHttpRun.MeasureAsync(service);
        return
        [
            new("Capture while sending", Figure.Median(runs.Select(run => run.CaptureMicroseconds)), "µs", 2),
            new("Allocated by the library for each event", allocated - http, "B", 16),
            new("  and by the HTTP handler", http, "B"),
            new("Captured and delivered", Figure.Median(runs.Select(run => run.EventsPerSecond)), "events/s", 250_000, MoreIsBetter: true),
            new("Processor time for each event", Figure.Median(runs.Select(run => run.CpuMicroseconds)), "µs", 5),
            new("Peak memory of the process, one run", peakOfOne, "MB", 100),
            new("  and after all runs, with a new client in each", peakOfAll, "MB"),
        ];
    }

    private static IEnumerable<Figure> Capture(EndToEndOptions options)
    {
        CaptureRun.Measure();
        return [new("Capture with nothing sent", Median(options, CaptureRun.Measure), "µs", 1)];
    }

    private static IEnumerable<Figure> Hanging(EndToEndOptions options)
    {
        using var hanging = new ServiceProcess(LoopbackService.Hanging);
        HangingRun.Measure(hanging);
        var runs = Enumerable.Range(0, options.Runs).Select(_ => HangingRun.Measure(hanging)).ToArray();
        return
        [
            new("Capture while the service hangs, p50", Figure.Median(runs.Select(run => run.P50)), "µs"),
            new("Capture while the service hangs, p99", Figure.Median(runs.Select(run => run.P99)), "µs", 50),
            new("Capture while the service hangs, longest", Figure.Median(runs.Select(run => run.Max)), "µs"),
        ];
    }

    private static double Median(EndToEndOptions options, Func<double> measure) =>
        Figure.Median(Enumerable.Range(0, options.Runs).Select(_ => measure()));
}
