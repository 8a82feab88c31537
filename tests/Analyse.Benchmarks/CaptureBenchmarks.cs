using BenchmarkDotNet.Attributes;

namespace Analyse.Benchmarks;

/// <summary>Capturing on its own: into a buffer that holds all, and nothing is sent.</summary>
[MemoryDiagnoser]
public class CaptureBenchmarks
{
    private const int Captures = 50_000;

    private readonly CheckoutFinished _standard = SeedEvent.Create();
    private readonly AnalyseEvent _custom = new("coupon_applied")
    {
        PersonId = "user_123",
        Properties = new() { ["coupon"] = "SPRING", ["seats"] = 3, ["trial"] = true },
    };

    private AnalyseClient? _client;

    [IterationSetup]
    public void MakeClient() => _client = BenchmarkClient.SendingNothing();

    [IterationCleanup]
    public void DisposeOfClient() => _client!.Dispose();

    [Benchmark(OperationsPerInvoke = Captures)]
    public void StandardEvent() => CaptureMany(_standard);

    [Benchmark(OperationsPerInvoke = Captures)]
    public void CustomEvent() => CaptureMany(_custom);

    private void CaptureMany(AnalyseEvent analyseEvent)
    {
        for (var i = 0; i < Captures; i++)
        {
            _client!.CaptureAccepted(analyseEvent);
        }
    }
}
