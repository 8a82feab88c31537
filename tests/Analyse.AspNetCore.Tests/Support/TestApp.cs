using System.Net;
using Analyse.Transport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.AspNetCore.Tests.Support;

/// <summary>A small application with Analyse, two ways to sign in, and a service that is not there.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app, CapturedEvents events, FakeTransport transport, FakeTimeProvider time, HttpClient client)
    {
        _app = app;
        Events = events;
        Transport = transport;
        Time = time;
        Client = client;

        // As a browser's navigation does; a program's request does not.
        Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CapturedEvents Events { get; }

    public FakeTransport Transport { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<TestApp> StartAsync(Action<WebApplication> map, Action<AnalyseRequestOptions>? requests = null) =>
        StartAsync(new TestAppSetup { Map = map, Requests = requests });

    public static async Task<TestApp> StartAsync(TestAppSetup setup)
    {
        var events = new CapturedEvents();
        var transport = new FakeTransport();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IEventEnricher>(events);
        builder.Services.AddSingleton<IEventTransport>(transport);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(TestUser.Header)
            .AddScheme<AuthenticationSchemeOptions, TestUser>(TestUser.Header, null)
            .AddScheme<AuthenticationSchemeOptions, TestUser>(TestUser.OtherHeader, null);
        builder.Services.AddAnalyse(options => options.PublicKey = "pk_test_0123456789").ConfigureRequests(setup.Requests ?? (_ => { }));
        setup.Services?.Invoke(builder.Services);
        if (setup.OnKestrel)
        {
            builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        var app = builder.Build();
        setup.First?.Invoke(app);
        app.UseAuthentication();
        if (setup.WithMiddleware)
        {
            app.UseAnalyse();
        }

        app.UseAuthorization();
        setup.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestApp(app, events, transport, time, ClientOf(app, setup.OnKestrel));
    }

    /// <summary>Asks for a path, with headers, and expects success.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Transport.Recover();
        await _app.DisposeAsync();
    }

    private static HttpClient ClientOf(WebApplication app, bool onKestrel)
    {
        if (!onKestrel)
        {
            return app.GetTestClient();
        }

        // One connection: the second request gets the HttpContext of the first.
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseCookies = false };
        return new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };
    }
}
