using Analyse.ForeignApplications.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>All services of the host start and stop at the same time.</summary>
public sealed class ConcurrentStop
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_services_capture_while_they_stop_and_after_is_accepted_and_delivered(bool concurrently)
    {
        await using var application = await WebApplicationOfOthers.StartAsync(
            services =>
            {
                services.Configure<HostOptions>(options =>
                    options.ServicesStopConcurrently = options.ServicesStartConcurrently = concurrently);
                services.AddHostedService<Worker>();
            },
            static _ => { });
        var client = application.Services.GetRequiredService<IAnalyseClient>();

        await application.StopAsync();

        Assert.Equal(["stopping", "stop", "stopped"], application.Recorder.Events.Select(recorded => recorded.Name));
        Assert.Equal((3, 0, 0), (client.Counts.Delivered, client.Counts.Waiting, client.Counts.Lost));
        Assert.Equal(CaptureResult.Closed, client.For("worker").Capture("too_late"));
    }

    /// <summary>Captures at each step, and takes longer to stop than all others.</summary>
    private sealed class Worker(IAnalyseClient client) : IHostedLifecycleService
    {
        private readonly IAnalyseTracker _analyse = client.For("worker");

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => CaptureAsync("stopping");

        public Task StopAsync(CancellationToken cancellationToken) => CaptureAsync("stop");

        public Task StoppedAsync(CancellationToken cancellationToken) => CaptureAsync("stopped");

        private async Task CaptureAsync(string name)
        {
            for (var turn = 0; turn < 100; turn++)
            {
                await Task.Yield();
            }

            _analyse.Capture(name);
        }
    }
}
