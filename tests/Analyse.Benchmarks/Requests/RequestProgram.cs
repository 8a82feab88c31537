using Analyse.Benchmarks.Report;

namespace Analyse.Benchmarks.Requests;

/// <summary>Measures what a request costs with Analyse more than without, on Kestrel.</summary>
internal static class RequestProgram
{
    private const int WarmUps = 60;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = RequestOptions.Parse(arguments);
        await using var bareServer = await RequestServer.BareAsync();
        await using var bareServerAgain = await RequestServer.BareAsync();
        await using var quietServer = await RequestServer.CapturingNothingAsync();
        await using var stripeServer = await RequestServer.WithStripeAsync();
        await using var unusedServer = await RequestServer.WithUnusedTrackerAsync();
        await using var capturingServer = await RequestServer.CapturingAsync();

        using var bare = new RequestPair(bareServer, bareServerAgain, options);
        using var nothing = new RequestPair(bareServer, quietServer, options);
        using var stripe = new RequestPair(quietServer, stripeServer, options);
        using var unused = new RequestPair(bareServer, unusedServer, options);
        using var capture = new RequestPair(bareServer, capturingServer, options);
        Measure([bare, nothing, stripe, unused, capture], options.Pairs);

        Figure[] figures =
        [
            new("A bare request", bare.Cost.Bytes, "B"),
            new("  its time", bare.Cost.Microseconds, "µs"),
            new("Bare against bare", bare.More.Bytes, "B"),
            new("  spread of its time: median of the differences", bare.Spread, "µs"),
            new("UseAnalyse, nothing captured, over bare", nothing.More.Bytes, "B", 320),
            new("  its time", nothing.More.Microseconds, "µs"),
            new("  its time, over the spread", nothing.More.Microseconds - bare.Spread, "µs", 0.25),
            new("AddStripe too, over the same without", stripe.More.Bytes, "B", 0),
            new("  its time", stripe.More.Microseconds, "µs"),
            new("A tracker that is not used, over bare", unused.More.Bytes, "B", 720),
            new("  its time", unused.More.Microseconds, "µs"),
            new("One capture of a standard event, over bare", capture.More.Bytes, "B", 1_250),
            new("  its time, with the delivery", capture.More.Microseconds, "µs"),
        ];
        FigureTable.Print(figures, Console.Out);
        return figures.All(static figure => figure.IsMet()) ? 0 : 1;
    }

    private static void Measure(RequestPair[] pairs, int times)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            Array.ForEach(pairs, static pair => pair.WarmUp());
        }

        for (var i = 0; i < times; i++)
        {
            Array.ForEach(pairs, static pair => pair.Measure());
        }
    }
}
