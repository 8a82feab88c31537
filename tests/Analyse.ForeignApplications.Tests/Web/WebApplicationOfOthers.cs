using System.Net;
using Analyse.AspNetCore;
using Analyse.AspNetCore.Tests.Support;
using Analyse.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.ForeignApplications.Tests.Web;

/// <summary>A web application on Kestrel, as its authors wrote it, to which Analyse was added; what it captures is recorded.</summary>
internal sealed class WebApplicationOfOthers : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebApplicationOfOthers(WebApplication app, AnalyseRecorder recorder)
    {
        _app = app;
        Recorder = recorder;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public AnalyseRecorder Recorder { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<WebApplicationOfOthers> StartAsync(
        Action<IServiceCollection> configure, Action<WebApplication> use, Action<AnalyseRequestOptions>? requests = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddAuthentication(TestUser.Header).AddScheme<AuthenticationSchemeOptions, TestUser>(TestUser.Header, null);
        builder.Services.AddAnalyse(options => options.PublicKey = "pk_test_0123456789").ConfigureRequests(requests ?? (_ => { }));
        var recorder = new AnalyseRecorder();
        builder.Services.AddAnalyseRecorder(recorder);
        configure(builder.Services);
        var app = builder.Build();
        use(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebApplicationOfOthers(app, recorder);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? person = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (person is not null)
        {
            request.Headers.Add(TestUser.Header, person);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
