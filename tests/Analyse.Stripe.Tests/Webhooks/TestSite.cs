using System.Net;
using Analyse.Stripe.Tests.Support;
using Analyse.Testing;
using Analyse.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>An application that a test puts together itself, on real Kestrel if it asks for it; all of its log is kept.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeTimeProvider _time;

    private TestSite(WebApplication app, bool isOnKestrel)
    {
        _app = app;
        _time = (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();
        Client = isOnKestrel
            ? new HttpClient { BaseAddress = new Uri(app.Urls.Single()) }
            : ((TestServer)app.Services.GetRequiredService<IServer>()).CreateClient();
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public AnalyseRecorder Recorder => Services.GetRequiredService<AnalyseRecorder>();

    public FakeTimeProvider Time => _time;

    public FakeLogCollector Log => Services.GetFakeLogCollector();

    public AnalyseCounts Counts => Services.GetRequiredService<IAnalyseClient>().Counts;

    /// <summary>Warnings and worse of whoever it is.</summary>
    public IEnumerable<FakeLogRecord> Complaints => Log.GetSnapshot().Where(static record => record.Level >= LogLevel.Warning);

    /// <summary>Whatever went wrong so that nobody foresaw it.</summary>
    public IEnumerable<FakeLogRecord> Faults => Log.GetSnapshot().Where(static record =>
        record.Exception is not null || (record.Level >= LogLevel.Error && record.Category?.StartsWith("Analyse", StringComparison.Ordinal) is not true));

    public static Task<TestSite> StartAsync(
        Action<AnalyseStripeOptions>? stripe = null,
        Action<IAnalyseBuilder>? analyse = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? use = null,
        Action<KestrelServerOptions>? kestrel = null,
        string environment = "Testing") => StartBareAsync(
            builder =>
            {
                var added = builder.Services.AddAnalyse().AddStripe(options =>
                {
                    options.SigningSecrets.Add(Some.Secret);
                    stripe?.Invoke(options);
                });
                analyse?.Invoke(added);
                build?.Invoke(builder);
            },
            app =>
            {
                use?.Invoke(app);
                app.MapAnalyseStripeWebhook();
            },
            kestrel,
            environment);

    /// <summary>With nothing of this package but what the test adds and maps.</summary>
    public static async Task<TestSite> StartBareAsync(
        Action<WebApplicationBuilder> build, Action<WebApplication> use, Action<KestrelServerOptions>? kestrel = null, string environment = "Testing")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new("Analyse:PublicKey", "pk_test_0123456789")]);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.Services.AddRouting();
        builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace);
        if (kestrel is null)
        {
            builder.WebHost.UseTestServer();
        }
        else
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel).UseUrls("http://127.0.0.1:0");
        }

        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Some.Now));
        build(builder);
        var service = builder.Services.LastOrDefault(static descriptor => descriptor.ServiceType == typeof(IEventTransport));
        builder.Services.AddAnalyseRecorder();
        var recorder = builder.Services.Last(static descriptor => descriptor.ServiceType == typeof(IEventTransport));
        builder.Services.Replace(service ?? ServiceDescriptor.Singleton<IEventTransport>(
            provider => new RealService((IEventTransport)recorder.ImplementationFactory!(provider))));

        var app = builder.Build();
        try
        {
            use(app);
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new TestSite(app, kestrel is not null);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts a payload as Stripe does, signed with the time of now.</summary>
    public Task<HttpStatusCode> SendAsync(string payload) => SendAsync(payload.Utf8());

    public Task<HttpStatusCode> SendAsync(byte[] body) => PostAsync(body, Signed.Header(body, at: Time.GetUtcNow().ToUnixTimeSeconds()));

    public async Task<HttpStatusCode> PostAsync(byte[] body, string? signature, string? contentType = "application/json; charset=utf-8")
    {
        using var content = new ByteArrayContent(body);
        return await PostAsync(content, signature, contentType);
    }

    public async Task<HttpStatusCode> PostAsync(HttpContent content, string? signature, string? contentType = null)
    {
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (signature is not null)
        {
            content.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        using var response = await Client.PostAsync("/webhooks/stripe", content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>The books: everything that was captured became something, and everything that was accepted did.</summary>
    public void BooksAre(long accepted, long duplicates, long delivered, long refused = 0)
    {
        var counts = Counts;
        Assert.Equal(
            (accepted, duplicates, delivered, refused), (counts.Accepted, counts.Duplicates, counts.Delivered, counts.Refused));
        Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        var stop = _app.DisposeAsync().AsTask();
        while (!stop.IsCompleted)
        {
            // The time to shut down runs out on the same clock.
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(stop, Task.Delay(1));
        }

        await stop;
    }
}
