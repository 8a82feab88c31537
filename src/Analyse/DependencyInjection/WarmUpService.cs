using Microsoft.Extensions.Hosting;

namespace Analyse.DependencyInjection;

/// <summary>
/// Warms the way of an event up as soon as the application has started, so that no request has to. Doing it during the
/// start took 14 ms of the start on two cores, because both compile; now it runs beside the first request's way to its endpoint.
/// </summary>
internal sealed class WarmUpService : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Not on the thread pool: where that has one thread, the first requests would wait behind this.
        new Thread(WarmUp.Run) { IsBackground = true, Name = "Analyse warm-up" }.UnsafeStart();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
