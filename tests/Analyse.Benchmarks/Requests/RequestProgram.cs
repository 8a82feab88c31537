using Analyse.Benchmarks.Report;

namespace Analyse.Benchmarks.Requests;

/// <summary>Measures what a request costs with Analyse more than without, on Kestrel.</summary>
internal static class RequestProgram
{
    private const double MostMicroseconds = 0.25;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = RequestOptions.Parse(arguments);
        await using var bare = await RequestServer.BareAsync();
        await using var bareAgain = await RequestServer.BareAsync();
        await using var nothing = await RequestServer.CapturingNothingAsync();
        await using var unused = await RequestServer.WithUnusedTrackerAsync();
        await using var capturing = await RequestServer.CapturingAsync();

        var same = RequestPairs.Measure(bare, bareAgain, options);
        var spread = Figure.Median(same.More.Select(cost => Math.Abs(cost.Microseconds)));
        var ofNothing = RequestPairs.Measure(bare, nothing, options);
        var ofUnused = RequestPairs.Measure(bare, unused, options);
        var ofCapture = RequestPairs.Measure(bare, capturing, options);
        Figure[] figures =
        [
            new("A bare request", Bytes(same.Bare), "B"),
            new("  its time", Microseconds(same.Bare), "µs"),
            new("Bare against bare", Bytes(same.More), "B"),
            new("  spread of its time, median of the differences", spread, "µs"),
            new("More with UseAnalyse, nothing captured", Bytes(ofNothing.More), "B", 320),
            new("  its time", Microseconds(ofNothing.More), "µs"),
            new("  its time, beyond the spread", Microseconds(ofNothing.More) - spread, "µs", MostMicroseconds),
            new("More with a tracker that is not used", Bytes(ofUnused.More), "B", 720),
            new("  its time", Microseconds(ofUnused.More), "µs"),
            new("More with one capture of a standard event", Bytes(ofCapture.More), "B", 1_250),
            new("  its time, its delivery included", Microseconds(ofCapture.More), "µs"),
        ];
        FigureTable.Print(figures, Console.Out);
        return options.Check && !figures.All(figure => figure.IsMet()) ? 1 : 0;
    }

    private static double Bytes(IEnumerable<RequestCost> costs) => Figure.Median(costs.Select(cost => cost.Bytes));

    private static double Microseconds(IEnumerable<RequestCost> costs) => Figure.Median(costs.Select(cost => cost.Microseconds));
}
