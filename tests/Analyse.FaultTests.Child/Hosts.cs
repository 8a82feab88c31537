using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analyse.FaultTests.Child;

/// <summary>Scenarios with a host, which end with SIGTERM.</summary>
internal static class Hosts
{
    /// <summary>F49, F50: captures at once, says so, and waits for its end.</summary>
    public static async Task<int> WorkerAsync(string service, int count)
    {
        var builder = Host.CreateApplicationBuilder();
        Configure(builder.Configuration, builder.Logging, service);
        builder.Services.AddAnalyseClient();
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IAnalyseClient>();
        for (var i = 0; i < count; i++)
        {
            client.Capture(Clients.Event(i));
        }

        var stopping = 0L;
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();
        life.ApplicationStopping.Register(() => stopping = Stopwatch.GetTimestamp());
        Clients.Print("ready", client.Counts.Accepted);
        await host.WaitForShutdownAsync();
        Clients.Print("stop", (long)Stopwatch.GetElapsedTime(stopping).TotalMilliseconds);
        Clients.Print(client.Counts);
        return 0;
    }

    /// <summary>F51: requests that capture at their end, long after the stop was asked for.</summary>
    public static async Task<int> WebAsync(string service)
    {
        var builder = WebApplication.CreateBuilder();
        Configure(builder.Configuration, builder.Logging, service);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAnalyseClient();
        await using var app = builder.Build();
        var running = 0;
        var inOrder = new Lock();
        app.MapGet("/slow/{number:int}", async (int number, IAnalyseClient client) =>
        {
            lock (inOrder)
            {
                Clients.Print("running", ++running);
            }

            await Task.Delay(TimeSpan.FromSeconds(2.6));
            client.Capture(Clients.Event(number));
            return Results.Ok();
        });
        await app.StartAsync();
        Clients.Print("ready", app.Urls.Single());
        await app.WaitForShutdownAsync();
        Clients.Print(app.Services.GetRequiredService<IAnalyseClient>().Counts);
        return 0;
    }

    private static void Configure(ConfigurationManager configuration, ILoggingBuilder logging, string service)
    {
        configuration.AddInMemoryCollection([
            new("Analyse:PublicKey", "pk_live_child"), new("Analyse:Host", service), new("Analyse:EventIdProperty", "event_id")]);
        logging.ClearProviders().AddSimpleConsole(static console => console.SingleLine = true);
    }
}
