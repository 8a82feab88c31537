using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analyse.Benchmarks.Requests;

/// <summary>An application on Kestrel with one plaintext endpoint.</summary>
internal sealed class RequestServer : IAsyncDisposable
{
    private const string Answer = "Hello, World!";

    private readonly WebApplication _app;

    private RequestServer(WebApplication app) => _app = app;

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(_app.Urls.Single()).Authority);

    /// <summary>Without Analyse, and without an IHttpContextAccessor.</summary>
    public static Task<RequestServer> BareAsync() => StartAsync(analyse: null, () => Answer);

    /// <summary>With <c>UseAnalyse</c>, and an endpoint that captures nothing.</summary>
    public static Task<RequestServer> CapturingNothingAsync() => StartAsync(static _ => { }, () => Answer);

    /// <summary>With Stripe's webhooks too, which look at each request, and an endpoint that captures nothing.</summary>
    public static Task<RequestServer> WithStripeAsync() => StartAsync(static analyse => analyse.AddStripe(), () => Answer);

    /// <summary>With a tracker that the endpoint does not use.</summary>
    public static Task<RequestServer> WithUnusedTrackerAsync() => StartAsync(static _ => { }, (IAnalyseTracker _) => Answer);

    /// <summary>With one capture of a new standard event in each request.</summary>
    public static Task<RequestServer> CapturingAsync() => StartAsync(static _ => { }, static (IAnalyseTracker analyse) =>
        analyse.Capture(SeedEvent.Create()) is CaptureResult.Accepted ? Answer : throw new InvalidOperationException("An event was not accepted."));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<RequestServer> StartAsync(Action<IAnalyseBuilder>? analyse, Delegate endpoint)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        if (analyse is not null)
        {
            builder.Services.AddSingleton<Analyse.Transport.IEventTransport, NullTransport>();
            analyse(builder.Services.AddAnalyse(options =>
            {
                options.PublicKey = "pk_test_benchmark";
                options.MaxBufferedEvents = 100_000;
                options.MaxBufferedBytes = 256 << 20;
            }));
        }

        var app = builder.Build();
        if (analyse is not null)
        {
            app.UseAnalyse();
        }

        app.MapGet("/plaintext", endpoint);
        await app.StartAsync();
        return new RequestServer(app);
    }
}
