using System.Net;
using System.Text;
using Analyse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Stripe;
using Xunit;

namespace Analyse.Stripe.Tests.Support;

/// <summary>An application with the webhook mapped, and a recorder in the place of the service.</summary>
internal sealed class WebhookApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookApp(WebApplication app, AnalyseRecorder recorder, FakeTimeProvider time, FakeLogCollector log)
    {
        _app = app;
        Recorder = recorder;
        Time = time;
        Log = log;
        Client = app.GetTestClient();
    }

    public AnalyseRecorder Recorder { get; }

    public FakeTimeProvider Time { get; }

    public FakeLogCollector Log { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<WebhookApp> StartAsync(
        Action<AnalyseStripeOptions>? configure = null, Action<IServiceCollection>? services = null, string environment = "Testing", Action<WebApplication>? map = null)
    {
        var recorder = new AnalyseRecorder();
        var time = new FakeTimeProvider(Some.Now);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddAnalyse(options => options.PublicKey = "pk_test_0123456789").AddStripe(options =>
        {
            options.SigningSecrets.Add(Some.Secret);
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        builder.Services.AddAnalyseRecorder(recorder);
        var app = builder.Build();
        app.UseAnalyse();
        app.MapAnalyseStripeWebhook();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebhookApp(app, recorder, time, app.Services.GetFakeLogCollector());
    }

    /// <summary>Posts a payload as Stripe does, signed with the secret and the time of now.</summary>
    public Task<HttpStatusCode> SendAsync(string payload) =>
        PostAsync(Encoding.UTF8.GetBytes(payload), EventUtility.GenerateSignatureHeader(payload, Some.Secret, Time.GetUtcNow().ToUnixTimeSeconds()));

    /// <summary>Posts a body with a header, or without one.</summary>
    public async Task<HttpStatusCode> PostAsync(byte[] body, string? signature, string contentType = "application/json; charset=utf-8")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (signature is not null)
        {
            content.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        using var response = await Client.PostAsync("/webhooks/stripe", content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
