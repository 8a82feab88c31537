using System.Net;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Configuration;

/// <summary>A vault or a mounted file that changes while the application runs.</summary>
public sealed class SecretRotationTests
{
    private const string Rotated = "whsec_rotated_0123456789";

    [Theory, InlineData("Analyse:Stripe:SigningSecrets:0"), InlineData("Analyse:Stripe:SigningSecrets"), InlineData("STRIPE_WEBHOOK_SECRET")]
    public async Task A_rotated_secret_is_in_force_without_a_restart(string setting)
    {
        await using var site = await StartAsync(setting);
        var body = Payloads.Checkout().Utf8();
        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(body, Signed.Header(body)));
        Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync(body, Signed.Header(body, Rotated)));

        Reload(site, setting, Rotated);

        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(body, Signed.Header(body, Rotated)));
        Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync(body, Signed.Header(body)));
    }

    [Fact]
    public async Task A_reload_that_is_not_valid_leaves_the_secret_in_force_and_is_logged_once()
    {
        await using var site = await StartAsync("Analyse:Stripe:SigningSecrets:0");
        var body = Payloads.Checkout().Utf8();
        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(body, Signed.Header(body)));

        Reload(site, "Analyse:Stripe:SigningSecrets:0", "sk_live_0123456789");
        Reload(site, "Analyse:Stripe:SigningSecrets:0", "sk_live_0123456789");

        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(body, Signed.Header(body)));
        var error = Assert.Single(site.Complaints);
        Assert.Equal(311, error.Id.Id);
        Assert.Contains("Analyse:Stripe:SigningSecrets:0 is an API key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_0123456789", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestSite> StartAsync(string setting) => TestSite.StartBareAsync(
        builder =>
        {
            builder.Configuration.AddInMemoryCollection([new(setting, Some.Secret)]);
            builder.Services.AddAnalyse().AddStripe();
        },
        static app => app.MapAnalyseStripeWebhook());

    private static void Reload(TestSite site, string setting, string value)
    {
        var configuration = (IConfigurationRoot)site.Services.GetRequiredService<IConfiguration>();
        configuration[setting] = value;
        configuration.Reload();
    }
}
