using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.Inspector.Tests;

/// <summary>A real application on a port of its own that maps the inspector, remembers its log and can be called.</summary>
internal sealed class InspectorApplication : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly FakeLogCollector _log = new();

    private InspectorApplication(Action<AnalyseInspectorOptions> configure, string pattern, Action<WebApplication> before)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = "Tests" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(_log));

        _application = builder.Build();
        before(_application);
        _application.MapAnalyseInspector(pattern, configure);
    }

    public HttpClient Client { get; private set; } = null!;

    public IEnumerable<FakeLogRecord> Problems => _log.GetSnapshot().Where(record => record.Level >= LogLevel.Warning);

    public static async Task<InspectorApplication> StartAsync(
        Action<AnalyseInspectorOptions>? configure = null, string pattern = "/analyse", Action<WebApplication>? before = null)
    {
        var application = new InspectorApplication(configure ?? (_ => { }), pattern, before ?? (_ => { }));
        await application._application.StartAsync();
        application.Client = new HttpClient { BaseAddress = new Uri(application._application.Urls.Single() + pattern.TrimEnd('/') + "/") };
        return application;
    }

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Client.PostAsync(path, content);
    }

    public async Task SendAsync(params string[] names)
    {
        var response = await PostAsync("v1/batch", Some.Batch([.. names.Select(name => Some.Event(name))]));
        Xunit.Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    public Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}
