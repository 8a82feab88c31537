using Analyse.Tracking;
using Microsoft.Extensions.Hosting;

namespace Analyse.DependencyInjection;

/// <summary>
/// Warms the way of an event up as soon as the application has started, so that no request has to compile it. It does not
/// do so during the start, which compiles a lot itself and would take longer.
/// </summary>
/// <param name="others">What other packages add to that way.</param>
/// <param name="lifetime">Says when the application has started; without one, nothing is warmed up.</param>
internal sealed class WarmUpService(IEnumerable<IWarmUp> others, IHostApplicationLifetime? lifetime = null) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime?.ApplicationStarted.UnsafeRegister(static service => WarmUp.RunOnThread(((WarmUpService)service!).Run), this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Run()
    {
        WarmUp.Run();
        foreach (var other in others)
        {
            other.Run();
        }
    }
}
