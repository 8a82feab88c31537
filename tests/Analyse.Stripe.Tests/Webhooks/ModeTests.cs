using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

public sealed class ModeTests
{
    [Theory]
    [InlineData(StripeMode.Auto, "Production", true, false)]
    [InlineData(StripeMode.Auto, "production", true, false)]
    [InlineData(StripeMode.Auto, "Staging", true, true)]
    [InlineData(StripeMode.Auto, "Development", true, true)]
    [InlineData(StripeMode.Live, "Production", true, false)]
    [InlineData(StripeMode.Live, "Development", true, false)]
    [InlineData(StripeMode.Test, "Production", false, true)]
    [InlineData(StripeMode.Test, "Development", false, true)]
    [InlineData(StripeMode.Both, "Production", true, true)]
    public async Task S30_The_mode_decides_and_what_is_not_taken_is_200(StripeMode mode, string environment, bool takesLive, bool takesTest)
    {
        await using var site = await TestSite.StartAsync(options => options.Mode = mode, environment: environment);

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_live", isLive: true)));
        Assert.Equal(takesLive, site.Recorder.Events.Count == 1);
        site.Recorder.Clear();
        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout("cs_test")));
        Assert.Equal(takesTest, site.Recorder.Events.Count == 1);
    }

    [Fact]
    public async Task S30_Test_events_in_Production_are_counted_and_told_once()
    {
        await using var site = await TestSite.StartAsync(environment: "Production");
        using var webhooks = new MetricCollector<long>(site.Services.GetRequiredService<IMeterFactory>(), "Analyse", "analyse.stripe.webhooks");

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout($"cs_{i}")));
        }

        site.Recorder.None<AnalyseEvent>();
        Assert.Equal(0, site.Counts.Captured);
        Assert.Equal(20, webhooks.GetMeasurementSnapshot().Count(static measured => measured is { Value: 1, Tags: var tags } && tags["outcome"] is "other_mode"));
        var warning = Assert.Single(site.Complaints);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("Production", warning.Message, StringComparison.Ordinal);
        Assert.Contains("Analyse:Stripe:Mode", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_webhook_is_counted_by_what_became_of_it()
    {
        await using var site = await TestSite.StartAsync();
        using var webhooks = new MetricCollector<long>(site.Services.GetRequiredService<IMeterFactory>(), "Analyse", "analyse.stripe.webhooks");

        await site.SendAsync(Payloads.Checkout());
        await site.SendAsync("""{"id":"evt_1","type":"plan.created"}""");
        await site.SendAsync("{}");
        await site.PostAsync([1], "t=1,v1=2");
        await site.SendAsync(new byte[(256 * 1024) + 1]);
        site.Recorder.AnswerWith(HttpStatusCode.ServiceUnavailable);
        await site.SendAsync(Payloads.Checkout("cs_2"));

        Assert.Equal(
            ["captured", "ignored", "not_readable", "not_verified", "too_large", "not_safe"],
            webhooks.GetMeasurementSnapshot().Select(static measured => (string?)measured.Tags["outcome"]));
    }
}
