using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Every HTTP client of the application retries, has a circuit breaker and time limits of its own.</summary>
public sealed class ResilienceDefaults
{
    [Fact]
    public async Task Analyse_delivers_with_its_own_retries_only()
    {
        var answer = StatusCodes.Status503ServiceUnavailable;
        var requests = 0;
        await using var service = await StartServiceAsync(_ =>
        {
            Interlocked.Increment(ref requests);
            return Volatile.Read(ref answer);
        });
        await using var application = await StartApplicationAsync(service.Urls.Single());
        var client = application.Services.GetRequiredService<IAnalyseClient>();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Assert.ThrowsAsync<AnalyseDeliveryException>(() =>
                client.SendAsync(new AnalyseEvent("sent") { PersonId = "alice" }, TestContext.Current.CancellationToken));
        }

        Assert.Equal(3, requests);
        Volatile.Write(ref answer, StatusCodes.Status200OK);
        using var browser = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
        await browser.GetStringAsync("/buy", TestContext.Current.CancellationToken);
        await client.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal((4, 1), (requests, client.Counts.Delivered));
    }

    private static async Task<WebApplication> StartServiceAsync(Func<HttpContext, int> answer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var service = builder.Build();
        service.Run(context =>
        {
            context.Response.StatusCode = answer(context);
            return Task.CompletedTask;
        });
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    private static async Task<WebApplication> StartApplicationAsync(string service)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.ConfigureHttpClientDefaults(static http => http.AddStandardResilienceHandler());
        builder.Services.AddAnalyse(options =>
        {
            options.PublicKey = "pk_test_0123456789";
            options.Host = service;
        });
        var application = builder.Build();
        application.UseAnalyse();
        application.MapGet("/buy", static (IAnalyseClient analyse) => analyse.For("alice").Capture("bought").ToString());
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }
}
