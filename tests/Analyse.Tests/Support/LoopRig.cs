using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Diagnostics;
using Analyse.Storage;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.Tests.Support;

/// <summary>One delivery loop over a source of the test's own.</summary>
internal sealed class LoopRig : IAsyncDisposable
{
    private readonly AnalyseMetrics _metrics = new(null);

    public LoopRig(IEventSource source, ObservedClock time)
    {
        Time = time;
        var settings = new AnalyseSettings(new AnalyseOptions(), new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true);
        var load = new SteadyLoad(Time);
        var gate = new DestinationGate(Time, () => 1, load);
        Loop = new DeliveryLoop(
            source,
            new BatchPlan(source, gate, load.AddSource(), Time),
            new BatchSender(new Attempt(Service, Time, _metrics), gate, Time, _metrics, Log),
            gate,
            new FixedSettings(settings),
            Time,
            Log);
    }

    public FakeTransport Service { get; } = new();

    public ObservedClock Time { get; }

    public FakeLogger Log { get; } = new();

    public DeliveryLoop Loop { get; }

    public static EncodedEvent Event(string name) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        IsMoney = false,
        HasKey = false,
        CapturedAt = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
        Json = System.Text.Encoding.UTF8.GetBytes($$"""{"event_name":"{{name}}"}"""),
    };

    public async ValueTask DisposeAsync()
    {
        await Loop.StopAsync();
        Loop.Dispose();
        _metrics.Dispose();
    }
}
