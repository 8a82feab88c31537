using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Analyse.FaultTests.Rig;

/// <summary>An application with a host, as a worker has it, on the real clock.</summary>
internal static class TestHost
{
    /// <summary>Builds one.</summary>
    /// <param name="settings">Settings of the section <c>Analyse</c>.</param>
    /// <param name="logs">What it logs.</param>
    /// <param name="services">What is registered before the client.</param>
    public static IHost Build(
        Dictionary<string, string> settings, out FakeLoggerProvider logs, Action<IServiceCollection>? services = null)
    {
        logs = new FakeLoggerProvider();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"Analyse:{setting.Key}", (string?)setting.Value)));
        builder.Logging.AddProvider(logs);
        services?.Invoke(builder.Services);
        builder.Services.AddAnalyseClient();
        return builder.Build();
    }
}
