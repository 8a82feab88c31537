using System.Collections.Concurrent;
using System.Net;
using Analyse.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Storefront.Tests.Shop;

/// <summary>The shop in this process, on a clock of its own, with a recorder in the place of the service.</summary>
internal sealed class ShopFactory(string environment = "Development") : WebApplicationFactory<Program>
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 4, 9, 30, 0, TimeSpan.Zero));

    /// <summary>What Stripe's stand-in has sent, in order.</summary>
    public ConcurrentQueue<SentWebhook> Webhooks { get; } = new();

    public AnalyseRecorder Recorder => Services.GetRequiredService<AnalyseRecorder>();

    public Browser OpenBrowser()
    {
        var cookies = new CookieContainer();
        return new Browser(CreateDefaultClient(new RedirectHandler(), new CookieContainerHandler(cookies)), cookies);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment(environment)
        .ConfigureLogging(logging => logging.ClearProviders())
        .ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddAnalyseRecorder();
            services.AddHttpClient("SimulatedStripe").ConfigurePrimaryHttpMessageHandler(() => new WebhookRecorder(Webhooks, Server.CreateHandler()));
        });
}
