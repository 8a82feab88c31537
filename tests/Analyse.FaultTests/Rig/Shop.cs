using Analyse.Configuration;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.FaultTests.Rig;

/// <summary>
/// A client that sends over real HTTP to the sink of a test, on a fake clock, with waits at their longest. Each event
/// carries its id and a number, so that the oracle can tell them apart.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Key = "pk_live_canary_0123456789abcdef";
    public const string IdProperty = "event_id";
    public const string NumberProperty = "n";

    /// <summary>No other wait is of this length, so that the clock can stand still while a request is under way.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(9.9);

    public Shop(Uri host, Action<AnalyseOptions>? configure = null)
    {
        var options = new AnalyseOptions
        {
            PublicKey = Key,
            Host = host.ToString(),
            EventIdProperty = IdProperty,
            RequestTimeout = RequestTimeout,
        };
        configure?.Invoke(options);
        var store = new MemoryStore(options.MaxBufferedEvents, options.MaxBufferedBytes, Time);
        var settings = new AnalyseSettings(options, new KeyAndOrigin(options.PublicKey, "code"), options.Enabled);
        Client = new AnalyseClient(
            new ClientParts(new FixedSettings(settings), store, [store], new HttpEventTransport(options.ConfigureHttpHandler))
            {
                Time = Time,
                Logger = Log,
                Chance = () => 1,
            });
        Oracle = new Oracle(Client);
    }

    public ObservedClock Time { get; } = new();

    public FakeLogger Log { get; } = new();

    public AnalyseClient Client { get; }

    public Oracle Oracle { get; }

    /// <summary>An event of about 400 bytes.</summary>
    public static AnalyseEvent Event(int number, string name = "invoice_paid") => new(name)
    {
        PersonId = "user_1",
        Properties = new() { [NumberProperty] = number, ["plan"] = "professional", ["note"] = new string('x', 180) },
    };

    public void Capture(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Oracle.Capture(Event(Oracle.Captured));
        }
    }

    /// <summary>Lets time pass until everything has left the store.</summary>
    public Task DrainAsync() => RunUntilAsync(() => Client.Counts.Waiting == 0);

    public Task RunUntilAsync(Func<bool> isSo) => Time.RunUntilAsync(isSo, RequestTimeout);

    public int LogLines(string name) => Log.Collector.GetSnapshot().Count(line => line.Id.Name == name);

    public async ValueTask DisposeAsync()
    {
        var stop = Client.DisposeAsync().AsTask();
        while (!stop.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(stop, Task.Delay(1));
        }

        await stop;
    }
}
