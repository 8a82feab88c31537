using System.Diagnostics.Metrics;
using Analyse.Configuration;
using Analyse.Storage.Memory;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.Tests.Support;

/// <summary>A client on a fake clock and a fake service, with all waits at their longest so that they can be told apart.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    public TestClient(AnalyseOptions? options = null, IEventEnricher[]? enrichers = null, IMeterFactory? meters = null)
    {
        Options = options ?? new AnalyseOptions();
        Options.PublicKey ??= "pk_test_1234567890";
        var settings = new AnalyseSettings(Options, new KeyAndOrigin(Options.PublicKey, "code"), Options.Enabled);
        Store = new MemoryStore(Options.MaxBufferedEvents, Options.MaxBufferedBytes, Time);
        Client = new AnalyseClient(new ClientParts(new FixedSettings(settings), Store, [Store], Service)
        {
            Time = Time,
            Logger = Log,
            Chance = () => 1,
            Enrichers = enrichers ?? [],
            MeterFactory = meters,
        });
    }

    public AnalyseOptions Options { get; }

    public FakeTransport Service { get; } = new();

    public ObservedClock Time { get; } = new();

    public FakeLogger Log { get; } = new();

    public MemoryStore Store { get; }

    public AnalyseClient Client { get; }

    public static AnalyseEvent Event(string name = "invoice_paid", string personId = "user_1") => new(name) { PersonId = personId };

    public async ValueTask DisposeAsync()
    {
        Options.ShutdownTimeout = TimeSpan.Zero;
        var stop = Client.DisposeAsync().AsTask();
        while (!stop.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(stop, Task.Delay(1));
        }

        await stop;
    }
}
