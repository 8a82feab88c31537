using System.Net;
using Analyse.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Support;

/// <summary>What an application captures that is told payloads by Stripe and answers each with 200.</summary>
internal static class Webhook
{
    public static Task<AnalyseRecorder> TakesAsync(params string[] payloads) => TakesAsync(configure: null, services: null, payloads);

    public static Task<AnalyseRecorder> TakesAsync(Action<AnalyseStripeOptions> configure, params string[] payloads) =>
        TakesAsync(configure, services: null, payloads);

    public static Task<AnalyseRecorder> TakesAsync(Action<IServiceCollection> services, params string[] payloads) =>
        TakesAsync(configure: null, services, payloads);

    /// <summary>The value of a property as it is sent, as text; <see langword="null"/> when it is not sent.</summary>
    public static string? Sent(this RecordedEvent recorded, string name) =>
        recorded.Properties.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static async Task<AnalyseRecorder> TakesAsync(
        Action<AnalyseStripeOptions>? configure, Action<IServiceCollection>? services, string[] payloads)
    {
        await using var app = await WebhookApp.StartAsync(configure, services);
        foreach (var payload in payloads)
        {
            Assert.Equal(HttpStatusCode.OK, await app.SendAsync(payload));
        }

        return app.Recorder;
    }
}
