using Analyse.FaultTests.Rig;
using Analyse.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section D: stop and start, in memory mode.</summary>
public sealed class StopFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F49_SIGTERM_with_5000_events_in_the_buffer_delivers_them_all()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "SIGTERM is sent by kill.");
        await using var sink = await Sink.StartAsync();
        await using var child = ChildProcess.Start("worker", sink.Address.ToString(), "5000");
        await child.FigureAsync("ready");

        child.Terminate();

        Assert.Equal(0, await child.EndAsync());
        Assert.InRange(child.Number("stop"), 0, 5_000);
        Assert.Equal((5_000, 5_000, 0), (child.Number("accepted"), child.Number("delivered"), child.Number("lost")));
        Assert.Equal(Enumerable.Range(0, 5_000), sink.Requests.SelectMany(request => request.Events).Select(SinkRequest.NumberOf).Order());
    }

    [Fact]
    public async Task F50_SIGTERM_with_a_dead_service_ends_in_time_and_says_exactly_what_is_lost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "SIGTERM is sent by kill.");
        await using var raw = RawSink.Hanging();
        await using var child = ChildProcess.Start("worker", raw.Address.ToString(), "5000");
        await child.FigureAsync("ready");

        child.Terminate();

        Assert.Equal(0, await child.EndAsync());
        Assert.InRange(child.Number("stop"), 8_000, 11_000);
        Assert.Equal((5_000, 0, 5_000), (child.Number("accepted"), child.Number("delivered"), child.Number("lost")));
        Assert.Contains("0 events delivered, 0 kept for the next start, 5000 lost", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F51_Requests_that_still_run_at_the_stop_have_their_events_delivered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "SIGTERM is sent by kill.");
        await using var sink = await Sink.StartAsync();
        await using var child = ChildProcess.Start("web", sink.Address.ToString());
        using var browser = new HttpClient { BaseAddress = new Uri(await child.FigureAsync("ready")) };
        var requests = Enumerable.Range(0, 200).Select(i => browser.GetAsync(new Uri($"slow/{i}", UriKind.Relative), Token)).ToArray();
        await child.FigureAsync("running", 200);

        child.Terminate();

        Assert.All(await Task.WhenAll(requests), answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Equal(0, await child.EndAsync());
        Assert.Equal(Enumerable.Range(0, 200), sink.Requests.SelectMany(request => request.Events).Select(SinkRequest.NumberOf).Order());
        Assert.Equal(0, child.Number("lost"));
    }

    [Fact]
    public async Task F55_A_bug_in_the_loop_does_not_stop_the_host_and_the_loop_goes_on()
    {
        await using var sink = await Sink.StartAsync();
        using var host = TestHost.Build(
            new()
            {
                ["PublicKey"] = Shop.Key,
                ["Host"] = sink.Address.ToString(),
                ["FlushInterval"] = "00:00:00.05",
                ["EventIdProperty"] = Shop.IdProperty,
            },
            out var logs,
            services => services.AddSingleton<IEventSource>(
                provider => new FaultySource((IEventSource)provider.GetRequiredService<IEventWriter>()) { Faults = 1 }));
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<IAnalyseClient>();

        client.Capture(Shop.Event(0));

        Assert.Equal([0], (await sink.NextAsync()).Events.Select(SinkRequest.NumberOf));
        Assert.Single(logs.Collector.GetSnapshot(), line => line.Id.Name == "LoopFaulted");
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync(Token);
        Assert.Equal(new AnalyseCounts { Accepted = 1, Delivered = 1 }, client.Counts);
    }
}
