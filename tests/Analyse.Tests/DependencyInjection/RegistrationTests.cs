using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    [Fact]
    public void Adding_twice_registers_once()
    {
        var services = new ServiceCollection();
        services.AddAnalyseClient();
        var once = services.Select(Describe).ToList();

        services.AddAnalyseClient();

        Assert.Equal(once, services.Select(Describe));
        static string Describe(ServiceDescriptor service) => $"{service.ServiceType} {service.ImplementationType}";
    }

    [Fact]
    public void The_hosted_service_is_the_first_of_all_however_late_it_is_added()
    {
        var services = new ServiceCollection();
        services.AddHostedService<Other>();

        services.AddAnalyseClient();

        var hosted = services.First(service => service.ServiceType == typeof(IHostedService));
        Assert.Equal("AnalyseHostedService", hosted.ImplementationType!.Name);
    }

    [Fact]
    public async Task There_is_one_client_and_one_store_and_a_tracker_for_each_scope()
    {
        await using var provider = Provider();
        await using var one = provider.CreateAsyncScope();
        await using var two = provider.CreateAsyncScope();

        Assert.Same(provider.GetRequiredService<AnalyseClient>(), provider.GetRequiredService<IAnalyseClient>());
        Assert.Same(provider.GetRequiredService<MemoryStore>(), provider.GetRequiredService<IEventWriter>());
        Assert.Same(provider.GetRequiredService<MemoryStore>(), provider.GetRequiredService<IEventSource>());
        var tracker = one.ServiceProvider.GetRequiredService<IAnalyseTracker>();
        Assert.Same(tracker, one.ServiceProvider.GetRequiredService<IAnalyseTracker>());
        Assert.NotSame(tracker, two.ServiceProvider.GetRequiredService<IAnalyseTracker>());
    }

    [Fact]
    public async Task Who_signs_in_is_known_in_their_scope_and_in_no_other()
    {
        await using var provider = Provider();
        await using var one = provider.CreateAsyncScope();
        await using var two = provider.CreateAsyncScope();

        one.ServiceProvider.GetRequiredService<IAnalyseTracker>().SignedInAs("user_1");

        Assert.Equal(CaptureResult.Accepted, one.ServiceProvider.GetRequiredService<IAnalyseTracker>().Capture("e"));
        Assert.Equal(CaptureResult.NoIdentity, two.ServiceProvider.GetRequiredService<IAnalyseTracker>().Capture("e"));
    }

    [Fact]
    public async Task Enrichers_run_in_the_order_in_which_they_were_added()
    {
        var transport = new FakeTransport();
        await using var provider = Provider(services =>
        {
            services.AddAnalyseClient().AddEnricher<First>().AddEnricher<Second>();
            services.Replace(ServiceDescriptor.Singleton<IEventTransport>(transport));
        });
        var client = provider.GetRequiredService<IAnalyseClient>();

        client.Capture(TestClient.Event());
        await client.FlushAsync(TestContext.Current.CancellationToken);

        var sent = Assert.Single(Assert.Single(transport.Requests).Events);
        Assert.Equal("second", sent.GetProperty("properties").GetProperty("by").GetString());
    }

    [Fact]
    public async Task Options_of_several_calls_add_up()
    {
        await using var provider = Provider(services =>
        {
            services.AddAnalyseClient(options => options.Host = "https://first.example");
            services.AddAnalyseClient(options => options.MaxBatchSize = 7);
        });

        var options = provider.GetRequiredService<IOptions<AnalyseOptions>>().Value;

        Assert.Equal(("https://first.example", 7), (options.Host, options.MaxBatchSize));
    }

    [Fact]
    public async Task It_works_where_there_is_no_host_no_configuration_and_no_logging()
    {
        var services = new ServiceCollection();
        services.AddAnalyseClient(options => options.PublicKey = "pk_test_1234567890");
        services.AddSingleton<IEventTransport>(new FakeTransport());
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(CaptureResult.Accepted, provider.GetRequiredService<IAnalyseClient>().Capture(TestClient.Event()));
    }

    [Fact]
    public void Nothing_may_be_null()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddAnalyseClient());
        Assert.Throws<ArgumentNullException>(() => services.AddAnalyseClient((Action<AnalyseOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddAnalyseClient((Microsoft.Extensions.Configuration.IConfiguration)null!));
    }

    private static ServiceProvider Provider(Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IEventTransport>(new FakeTransport());
        add?.Invoke(services);
        services.AddAnalyseClient();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private sealed class First : IEventEnricher
    {
        public bool Enrich(AnalyseEvent analyseEvent)
        {
            analyseEvent.Properties["by"] = "first";
            return true;
        }
    }

    private sealed class Second : IEventEnricher
    {
        public bool Enrich(AnalyseEvent analyseEvent)
        {
            analyseEvent.Properties["by"] = "second";
            return true;
        }
    }

    private sealed class Other : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
