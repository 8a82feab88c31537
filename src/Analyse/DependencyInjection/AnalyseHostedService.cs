using Microsoft.Extensions.Hosting;

namespace Analyse.DependencyInjection;

/// <summary>
/// Ties the client to the life of the application: checks the settings at start, begins to flush when the application is
/// asked to stop, and flushes for the last time after the web server and all other services have stopped.
/// </summary>
/// <remarks>
/// Services may stop at the same time (<c>HostOptions.ServicesStopConcurrently</c>), so that this one's turn comes while
/// others still capture. What is queued by then is delivered here; the last flush, for which the host waits on its own
/// thread, is made when the host says that all have stopped.
/// </remarks>
internal sealed class AnalyseHostedService(AnalyseClient client, IHostApplicationLifetime? lifetime = null) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        client.Start();
        lifetime?.ApplicationStopped.Register(static stopped => ((AnalyseClient)stopped!).Dispose(), client);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        client.BeginShutdown();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not under the host's token: it may be cancelled already, and the client keeps a time of its own.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await (lifetime is null ? client.DisposeAsync().AsTask() : client.DrainAsync()).ConfigureAwait(false);
    }
}
