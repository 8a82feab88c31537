using System.Net;
using Analyse.Stripe.Tests.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Stripe.Tests.DependencyInjection;

public sealed class StartTests
{
    [Fact]
    public async Task Without_a_secret_Production_does_not_start_and_the_message_says_how_to_mend_it()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(static _ => { }, "Production"));

        Assert.Contains("Analyse:Stripe:SigningSecrets:0", error.Message, StringComparison.Ordinal);
        Assert.Contains("STRIPE_WEBHOOK_SECRET", error.Message, StringComparison.Ordinal);
        Assert.Contains("whsec_", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_names_the_section_that_is_read()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestSite.StartBareAsync(
            static builder => builder.Services.AddAnalyse(builder.Configuration.GetSection("Shop:Events")).AddStripe(),
            static app => app.MapAnalyseStripeWebhook(),
            environment: "Production"));

        Assert.Contains("Shop:Events:Stripe:SigningSecrets:0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_without_a_host_and_without_logging()
    {
        await using var provider = new ServiceCollection()
            .AddAnalyseClient(static options => options.PublicKey = "pk_test_0123456789")
            .AddStripe()
            .Services
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using var scope = provider.CreateAsyncScope();

        var result = await scope.ServiceProvider.GetRequiredService<IAnalyseStripe>().CaptureVerifiedAsync(
            """{"id":"evt_1","type":"plan.created"}""".Utf8(), TestContext.Current.CancellationToken);

        Assert.Equal(StripeWebhookOutcome.Ignored, result.Outcome);
    }

    [Theory, InlineData("Development"), InlineData("Staging")]
    public async Task Without_a_secret_other_environments_warn_and_answer_400(string environment)
    {
        await using var site = await StartAsync(static _ => { }, environment);

        var warning = Assert.Single(site.Complaints, static complaint => complaint.Category == "Analyse.Stripe");
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("STRIPE_WEBHOOK_SECRET", warning.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(Payloads.Checkout()));
        site.Recorder.None<AnalyseEvent>();
    }

    [Fact]
    public async Task With_a_secret_nothing_is_complained_of()
    {
        await using var site = await TestSite.StartAsync(environment: "Production");

        Assert.Empty(site.Complaints);
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_stops_the_start_and_shows_no_secret()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(
            static builder => builder.Services.Configure<AnalyseStripeOptions>(static options => options.SigningSecrets.Add("rk_live_canary")),
            "Development"));

        Assert.Contains("is an API key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_stops_the_start_also_where_no_endpoint_is_mapped() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => TestSite.StartBareAsync(
            static builder => builder.Services.AddAnalyse().AddStripe(static options => options.MaxBodyBytes = 1), static _ => { }));

    [Fact]
    public async Task An_endpoint_without_its_services_says_what_to_call()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestSite.StartBareAsync(
            static builder => builder.Services.AddAnalyse(), static app => app.MapAnalyseStripeWebhook()));

        Assert.Contains("AddAnalyse().AddStripe()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_it_twice_does_no_harm()
    {
        await using var site = await TestSite.StartAsync(analyse: static builder => builder.AddStripe().AddStripe(static _ => { }).AddStripe());

        Assert.Equal(HttpStatusCode.OK, await site.SendAsync(Payloads.Checkout()));
        site.Recorder.Single<CheckoutFinished>();
        Assert.Single(site.Services.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value.SigningSecrets);
    }

    [Fact]
    public void Nothing_is_accepted_for_null()
    {
        Assert.Throws<ArgumentNullException>(() => AnalyseStripeBuilderExtensions.AddStripe(null!));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAnalyse().AddStripe(null!));
        Assert.Throws<ArgumentNullException>(() => AnalyseStripeEndpointRouteBuilderExtensions.MapAnalyseStripeWebhook(null!));
    }

    private static Task<TestSite> StartAsync(Action<WebApplicationBuilder> build, string environment) => TestSite.StartBareAsync(
        builder =>
        {
            builder.Services.AddAnalyse().AddStripe();
            build(builder);
        },
        static app => app.MapAnalyseStripeWebhook(),
        environment: environment);
}
