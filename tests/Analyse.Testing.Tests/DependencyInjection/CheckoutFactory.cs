using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analyse.Testing.Tests.DependencyInjection;

/// <summary>A shop of one endpoint, in Production, with the recorder put in the way a test does it.</summary>
internal sealed class CheckoutFactory : WebApplicationFactory<CheckoutFactory>
{
    protected override IHostBuilder CreateHostBuilder() => Host.CreateDefaultBuilder()
        .UseEnvironment(Environments.Production)
        .ConfigureLogging(logging => logging.ClearProviders())
        .ConfigureWebHostDefaults(web => web
            .ConfigureServices(services => services.AddAnalyseClient())
            .Configure(application => application.Run(CheckoutAsync)));

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment(Environments.Production)
        .UseContentRoot(AppContext.BaseDirectory)
        .ConfigureTestServices(services => services.AddAnalyseRecorder());

    private static Task CheckoutAsync(HttpContext context)
    {
        var analyse = context.RequestServices.GetRequiredService<IAnalyseClient>();
        analyse.Capture(new CheckoutStarted(Billing.OneTime) { PersonId = context.Request.Query["user"] });
        return Task.CompletedTask;
    }
}
