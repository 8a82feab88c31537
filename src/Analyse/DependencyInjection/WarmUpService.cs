using Microsoft.Extensions.Hosting;

namespace Analyse.DependencyInjection;

/// <summary>Warms the way of an event up while the application starts, so that no request has to.</summary>
internal sealed class WarmUpService : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Not on the thread pool: where that has one thread, everything else of the start would wait behind this.
        new Thread(WarmUp.Run) { IsBackground = true, Name = "Analyse warm-up" }.UnsafeStart();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
