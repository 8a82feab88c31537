using Analyse.AspNetCore.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.DependencyInjection;

/// <summary>Warns at start when the host has less time to stop than the last flush may take.</summary>
internal sealed class ShutdownTimeCheck(
    IOptions<HostOptions> host, IOptions<AnalyseOptions> options, ILogger<ShutdownTimeCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var (ofHost, ofFlush) = (host.Value.ShutdownTimeout, options.Value.ShutdownTimeout);
        if (ofHost != Timeout.InfiniteTimeSpan && ofHost < ofFlush)
        {
            logger.ShutdownTimeTooShort(ofHost.TotalSeconds, ofFlush.TotalSeconds);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
