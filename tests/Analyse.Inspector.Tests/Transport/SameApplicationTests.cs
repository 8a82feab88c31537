using System.Net.Http.Json;
using System.Text.Json;
using Analyse.Inspector.Tests.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Analyse.Inspector.Tests.Transport;

public sealed class SameApplicationTests : IAsyncDisposable
{
    private readonly FakeLogCollector _log = new();
    private WebApplication _application = null!;
    private IAnalyseClient _analyse = null!;
    private HttpClient _client = null!;

    [Fact]
    public async Task Two_lines_are_enough_to_see_an_event()
    {
        await StartAsync();

        _analyse.Capture(new AnalyseEvent("coupon_applied") { PersonId = "user_1" });
        await _analyse.FlushAsync(TestContext.Current.CancellationToken);

        var stored = Assert.Single((await _client.GetFromJsonAsync<JsonElement[]>("events", TestContext.Current.CancellationToken))!);
        Assert.Equal("coupon_applied", stored.GetProperty("event").GetProperty("event_name").GetString());
        Assert.Equal(0, stored.GetProperty("warnings").GetArrayLength());
        Assert.Contains(_log.GetSnapshot(), record => record.Message.Contains("the inspector at /analyse", StringComparison.Ordinal));
        Assert.Contains(_log.GetSnapshot(), record => record.Message.Contains("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_page_sees_everything_that_was_captured_just_before_the_application_stops()
    {
        await StartAsync();
        await using var page = await OpenPage.OpenAsync(_client);
        await page.NextAsync("state");

        for (var i = 0; i < 500; i++)
        {
            _analyse.Capture(new AnalyseEvent($"event_{i}") { PersonId = "user_1" });
        }

        await _application.StopAsync(TestContext.Current.CancellationToken);

        var seen = new List<string?>();
        while (seen.Count < 500)
        {
            seen.AddRange(await page.NextEventsAsync());
        }

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"event_{i}"), seen);
        await page.NextAsync("stopping");
        Assert.Null(await page.NextAsync());
        Assert.DoesNotContain(_log.GetSnapshot(), record => record.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task An_inspector_that_expects_a_key_does_not_offer_itself()
    {
        await StartAsync(options => options.PublicKey = "pk_live_expected");

        Assert.Equal(CaptureResult.Off, _analyse.Capture(new AnalyseEvent("coupon_applied") { PersonId = "user_1" }));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    private async Task StartAsync(Action<AnalyseInspectorOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(_log));
        builder.Services.AddAnalyseClient();

        _application = builder.Build();
        _application.MapAnalyseInspector("/analyse", configure ?? (_ => { }));
        await _application.StartAsync(TestContext.Current.CancellationToken);

        _analyse = _application.Services.GetRequiredService<IAnalyseClient>();
        _client = new HttpClient { BaseAddress = new Uri(_application.Urls.Single() + "/analyse/") };
    }
}
