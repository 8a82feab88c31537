using Microsoft.Extensions.Hosting;

namespace Analyse.DependencyInjection;

/// <summary>
/// Warms the way of an event up as soon as the application has started, so that no request has to compile it. It does not
/// do so during the start, which compiles a lot itself and would take longer.
/// </summary>
/// <param name="lifetime">Says when the application has started; without one, nothing is warmed up.</param>
internal sealed class WarmUpService(IHostApplicationLifetime? lifetime = null) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime?.ApplicationStarted.UnsafeRegister(static _ => Begin(), null);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not on the thread pool: where that has one thread, the first requests would wait behind this.
    private static void Begin() => new Thread(WarmUp.Run) { IsBackground = true, Name = "Analyse warm-up" }.UnsafeStart();
}
