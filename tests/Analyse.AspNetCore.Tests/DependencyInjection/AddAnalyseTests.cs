using Analyse.AspNetCore.Hubs;
using Analyse.AspNetCore.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.AspNetCore.Tests.DependencyInjection;

public sealed class AddAnalyseTests
{
    [Fact]
    public void Adding_twice_registers_once()
    {
        var services = new ServiceCollection();
        services.AddAnalyse();
        var count = services.Count;

        services.AddAnalyse();

        Assert.Equal(count, services.Count);
        Assert.Single(services, service => service.ServiceType == typeof(IAnalyseContext));
        Assert.Single(services, service => service.ServiceType == typeof(IHttpContextAccessor));
        Assert.Single(services, service => service.ServiceType == typeof(IConfigureOptions<HubOptions>));
        Assert.Equal(3, services.Count(service => service.ServiceType == typeof(IHostedService)));
    }

    [Fact]
    public void The_context_of_requests_replaces_the_one_of_a_client_that_was_added_before()
    {
        var services = new ServiceCollection();
        services.AddAnalyseClient();
        services.AddAnalyse();

        var context = Assert.Single(services, service => service.ServiceType == typeof(IAnalyseContext));
        Assert.Equal(typeof(RequestAnalyseContext), context.ImplementationType);
    }

    [Fact]
    public void The_hub_filter_is_added_once()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAnalyse();
        services.AddAnalyse();
        using var provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<IConfigureOptions<HubOptions>>().OfType<ConfigureAnalyseHubs>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Request_options_come_from_their_section(bool ownSection)
    {
        var name = ownSection ? "Own" : "Analyse";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{name}:Request:PersonIdClaimTypes:0"] = "uid",
            [$"{name}:Request:AnonymousId:Header"] = "X-Device",
            [$"{name}:Request:AnonymousId:Cookie"] = "",
            [$"{name}:Request:ExcludedPaths:0"] = "/health",
            [$"{name}:Request:ResponseFlushTimeout"] = "00:00:02",
            [$"{name}:Request:IssueAnonymousIdCookie"] = "true",
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        var builder = ownSection ? services.AddAnalyse(configuration.GetSection("Own")) : services.AddAnalyse();
        builder.ConfigureRequests(options => options.AnonymousId.Cookie = "from_code");

        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<AnalyseRequestOptions>>().Value;

        Assert.Equal(["uid"], options.PersonIdClaimTypes);
        Assert.Equal(("X-Device", "from_code"), (options.AnonymousId.Header, options.AnonymousId.Cookie));
        Assert.Equal(["/health"], options.ExcludedPaths);
        Assert.Equal(TimeSpan.FromSeconds(2), options.ResponseFlushTimeout);
        Assert.True(options.IssueAnonymousIdCookie);
    }

    [Fact]
    public async Task Wrong_request_options_stop_the_start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAnalyse(options => options.PublicKey = "pk_test_0123456789")
            .ConfigureRequests(options => options.ExcludedPaths.Add("health"));
        await using var app = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Analyse:Request:ExcludedPaths holds \"health\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Using_without_adding_names_the_mend()
    {
        await using var app = WebApplication.CreateBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.UseAnalyse());

        Assert.Contains("builder.Services.AddAnalyse()", failure.Message, StringComparison.Ordinal);
    }
}
