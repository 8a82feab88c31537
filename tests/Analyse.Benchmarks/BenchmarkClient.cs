namespace Analyse.Benchmarks;

/// <summary>Clients with the default settings, apart from where they send.</summary>
internal static class BenchmarkClient
{
    /// <summary>A client that sends to this address.</summary>
    public static AnalyseClient SendingTo(Uri host) => new(new AnalyseOptions { PublicKey = "pk_test_benchmark", Host = host.OriginalString });

    /// <summary>A client whose connection is never made, so that nothing is sent.</summary>
    public static AnalyseClient SendingNothing() => new(new AnalyseOptions
    {
        PublicKey = "pk_test_benchmark",
        RequestTimeout = TimeSpan.FromMinutes(5),
        ShutdownTimeout = TimeSpan.Zero,
        ConfigureHttpHandler = handler => handler.ConnectCallback = static async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new NotSupportedException();
        },
    });

    /// <summary>Captures, and makes sure that nothing is refused: a refusal is quick and would make every figure look better.</summary>
    public static void CaptureAccepted(this AnalyseClient client, AnalyseEvent analyseEvent)
    {
        if (client.Capture(analyseEvent) is not CaptureResult.Accepted and var result)
        {
            throw new InvalidOperationException($"An event was not accepted but {result}, so the figures mean nothing.");
        }
    }
}
