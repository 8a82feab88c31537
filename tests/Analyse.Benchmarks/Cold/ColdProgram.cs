using System.Globalization;
using Analyse.Benchmarks.Report;
using Analyse.Benchmarks.Service;

namespace Analyse.Benchmarks.Cold;

/// <summary>
/// Measures the client in processes that have just started, in turn with the least that does the same, and says which
/// targets it reaches.
/// </summary>
internal static class ColdProgram
{
    private const int Runs = 15;

    public static int Run(string[] arguments)
    {
        var runs = arguments is ["--runs", var value] ? int.Parse(value, CultureInfo.InvariantCulture) : Runs;
        using var service = new ServiceProcess();
        // Once each, so that neither is the first to read the files from disk.
        ColdProcess.Run("first-delivery-library", service.Address);
        ColdProcess.Run("first-delivery-bare", service.Address);

        Figure[] figures = [.. Throughput(runs, service), .. Requests(runs, service), .. Firsts(runs, service)];
        FigureTable.Print(figures, Console.Out);
        return figures.All(static figure => figure.IsMet()) ? 0 : 1;
    }

    private static IEnumerable<Figure> Throughput(int runs, ServiceProcess service)
    {
        var (library, bare) = InTurn(runs, service, "run-library", "run-bare", static result => ColdRun.Parse(result.Printed));
        var capture = Compare(library, bare, static run => run.CaptureMicroseconds);
        var rate = Compare(library, bare, static run => run.EventsPerSecond);
        var cpu = Compare(library, bare, static run => run.CpuMicroseconds);
        return
        [
            new("Cold: capture while sending", capture.Library, "µs"),
            new("  bare sender", capture.Bare, "µs"),
            new("  ratio", capture.Ratio, "x", 1.6),
            new("Cold: captured and delivered", rate.Library, "events/s"),
            new("  bare sender", rate.Bare, "events/s"),
            new("  ratio", rate.Ratio, "x", 0.75, MoreIsBetter: true),
            new("Cold: processor time for each event", cpu.Library, "µs"),
            new("  bare sender", cpu.Bare, "µs"),
            new("  ratio", cpu.Ratio, "x", 1.5),
        ];
    }

    private static IEnumerable<Figure> Requests(int runs, ServiceProcess service)
    {
        var (warm, cold) = InTurn(
            runs, service, "first-request", "first-request-without-warm-up", static result => FirstRequestRun.Parse(result.Printed));
        var capture = Compare(warm, cold, static run => run.CaptureMilliseconds);
        var start = Compare(warm, cold, static run => run.StartMilliseconds);
        return
        [
            new("First capture in a request", capture.Library, "ms", 3),
            new("  without the warm-up", capture.Bare, "ms"),
            new("Start of the web application", start.Library, "ms"),
            new("  without the warm-up", start.Bare, "ms"),
            new("  difference", start.Library - start.Bare, "ms", 5),
        ];
    }

    private static IEnumerable<Figure> Firsts(int runs, ServiceProcess service)
    {
        var captures = Enumerable.Range(0, runs).Select(_ =>
            double.Parse(ColdProcess.Run("first-capture", service.Address).Printed, CultureInfo.InvariantCulture));
        var (library, bare) = InTurn(
            runs, service, "first-delivery-library", "first-delivery-bare", static result => result.Milliseconds);
        var delivery = Compare(library, bare, static milliseconds => milliseconds);
        return
        [
            new("Without a host: constructor and first capture", Figure.Median(captures), "ms", 20),
            new("Process start to first event delivered", delivery.Library, "ms"),
            new("  bare HTTP post", delivery.Bare, "ms"),
            new("  ratio", delivery.Ratio, "x", 1.5),
        ];
    }

    private static (T[] First, T[] Second) InTurn<T>(
        int runs, ServiceProcess service, string first, string second, Func<(string Printed, double Milliseconds), T> read)
    {
        var firsts = new T[runs];
        var seconds = new T[runs];
        for (var i = 0; i < runs; i++)
        {
            firsts[i] = read(ColdProcess.Run(first, service.Address));
            seconds[i] = read(ColdProcess.Run(second, service.Address));
        }

        return (firsts, seconds);
    }

    private static (double Library, double Bare, double Ratio) Compare<T>(T[] library, T[] bare, Func<T, double> value)
    {
        var ours = Figure.Median(library.Select(value));
        var theirs = Figure.Median(bare.Select(value));
        return (ours, theirs, ours / theirs);
    }
}
