using Analyse.AspNetCore.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.AspNetCore.Tests.DependencyInjection;

public sealed class ShutdownTimeCheckTests
{
    private readonly FakeLogger<ShutdownTimeCheck> _log = new();

    [Fact]
    public async Task A_host_that_stops_sooner_than_the_last_flush_is_warned_at_start()
    {
        await StartAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

        Assert.Equal("ShutdownTimeTooShort", Assert.Single(_log.Collector.GetSnapshot()).Id.Name);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(10)]
    [InlineData(-0.001)]
    public async Task A_host_with_time_enough_is_not(double hostSeconds)
    {
        await StartAsync(TimeSpan.FromSeconds(hostSeconds), TimeSpan.FromSeconds(10));

        Assert.Empty(_log.Collector.GetSnapshot());
    }

    private Task StartAsync(TimeSpan host, TimeSpan flush) => new ShutdownTimeCheck(
        Options.Create(new HostOptions { ShutdownTimeout = host }), Options.Create(new AnalyseOptions { ShutdownTimeout = flush }), _log)
        .StartAsync(TestContext.Current.CancellationToken);
}
