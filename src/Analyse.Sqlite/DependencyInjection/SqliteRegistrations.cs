using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Sqlite.Configuration;
using Analyse.Sqlite.Files;
using Analyse.Sqlite.Storage;
using Analyse.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analyse.Sqlite.DependencyInjection;

/// <summary>The steps of the registration. Each may run twice and then does nothing the second time.</summary>
internal static class SqliteRegistrations
{
    public static IServiceCollection AddSqliteSettings(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AnalyseSqliteOptions>, SqliteOptionsBinding>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnalyseSqliteOptions>, SqliteOptionsValidator>());
        return services;
    }

    public static IServiceCollection ReplaceStore(this IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(SqliteStore)))
        {
            return services;
        }

        services.AddSingleton(OpenStore);
        services.ReplaceFirst<IEventWriter>(static store => store);
        services.ReplaceFirst<IEventSource>(static store => store);
        services.ReplaceFirst(static store => store.Ledger);
        return services;
    }

    // The first one is the memory store's; an outbox that was added meanwhile stays.
    private static void ReplaceFirst<TService>(this IServiceCollection services, Func<SqliteStore, TService> of)
        where TService : class
    {
        var memory = services.First(static service => service.ServiceType == typeof(TService));
        services[services.IndexOf(memory)] = ServiceDescriptor.Singleton(
            provider => of(provider.GetRequiredService<SqliteStore>()));
    }

    private static SqliteStore OpenStore(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IAnalyseSettings>().Current;
        var options = provider.GetRequiredService<IOptions<AnalyseSqliteOptions>>().Value;
        var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Environment.CurrentDirectory;
        return SqliteStore.Open(
            new StoreFiles(Path.GetFullPath(options.Path, root)),
            new StoreBounds(
                options.MaxFileBytes, options.MaxDeadLetterBytes, settings.MaxBufferedEvents, settings.MaxBufferedBytes, options.FallBackToMemory),
            settings.IsOn,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory.Name));
    }
}
