using Analyse.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.Tests.Support;

/// <summary>A real host with nothing of the machine in it, whose settings can change while it runs.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IConfigurationRoot _configuration;

    private TestHost(HostApplicationBuilder builder)
    {
        _configuration = builder.Configuration;
        Host = builder.Build();
    }

    public IHost Host { get; }

    public IServiceProvider Services => Host.Services;

    public AnalyseClient Client => Services.GetRequiredService<AnalyseClient>();

    public AnalyseSettings Settings => Services.GetRequiredService<IAnalyseSettings>().Current;

    public FakeLogCollector Log => Services.GetFakeLogCollector();

    /// <summary>The messages of the library.</summary>
    public IEnumerable<FakeLogRecord> Said => Log.GetSnapshot().Where(record => record.Category == "Analyse" && record.Level > LogLevel.Debug);

    /// <summary>A host with the client and whatever else the test adds.</summary>
    public static TestHost Create(string environment, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? add = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace);
        add?.Invoke(builder.Services);
        builder.Services.AddAnalyseClient();
        return new TestHost(builder);
    }

    /// <summary>Changes settings as a changed file does.</summary>
    public void Change(params (string Name, string? Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            _configuration[name] = value;
        }

        _configuration.Reload();
    }

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)Host).DisposeAsync();
}
