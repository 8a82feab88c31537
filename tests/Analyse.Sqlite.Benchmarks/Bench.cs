using System.Net;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analyse.Sqlite.Benchmarks;

/// <summary>A client with the SQLite store in a folder of its own, and a service that answers at once or never.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IHost _host;

    private Bench(string folder, IHost host)
    {
        _folder = folder;
        _host = host;
        Client = host.Services.GetRequiredService<IAnalyseClient>();
        Source = host.Services.GetRequiredService<IEventSource>();
    }

    public IAnalyseClient Client { get; }

    public IEventSource Source { get; }

    /// <summary>Makes a client.</summary>
    /// <param name="answer">The status that the service answers with.</param>
    /// <param name="folder">Where an earlier client left its file.</param>
    public static async Task<Bench> StartAsync(HttpStatusCode answer, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("analyse-sqlite-bench-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<IEventTransport>(new InstantTransport(answer));
        builder.Services
            .AddAnalyseClient(static options => options.ShutdownTimeout = TimeSpan.Zero)
            .AddSqliteStore(Path.Combine(folder, "analyse.db"));
        var host = builder.Build();
        await host.StartAsync();
        return new Bench(folder, host);
    }

    /// <summary>An event of about 400 bytes of JSON.</summary>
    public static AnalyseEvent Event(int number) => new CheckoutFinished(Billing.Monthly, Amount.Of(49.00m, "USD"))
    {
        PersonId = "user_1234567",
        CheckoutId = "checkout_1234567",
        Plan = "professional",
        Properties = { ["number"] = number, ["coupon"] = "SPRING", ["source"] = "newsletter", ["note"] = "a word or two about the order" },
    };

    /// <summary>Stops the client and leaves its file.</summary>
    public async Task<string> StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        return _folder;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class InstantTransport(HttpStatusCode answer) : IEventTransport
    {
        public string? Description => "a service that answers at once";

        public ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
            new(TransportAnswer.Of(answer));
    }
}
