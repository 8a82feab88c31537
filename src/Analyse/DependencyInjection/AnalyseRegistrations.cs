using System.Diagnostics.Metrics;
using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Extensibility;
using Analyse.Receipts;
using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tracking;
using Analyse.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analyse.DependencyInjection;

/// <summary>The steps of the registration. Each may run twice and then does nothing the second time.</summary>
internal static class AnalyseRegistrations
{
    public static IServiceCollection AddAnalyseSettings(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DevelopmentTransport>();
        services.TryAddSingleton(static provider =>
            new AnalyseSection(provider.GetService<IConfiguration>()?.GetSection(AnalyseDefaults.SectionName)));
        services.TryAddSingleton(static provider => new SettingsResolver(
            provider.GetRequiredService<AnalyseSection>(),
            provider.GetRequiredService<DevelopmentTransport>(),
            provider.GetService<IConfiguration>(),
            provider.GetService<IHostEnvironment>(),
            provider.GetService<IEventTransport>()));
        services.TryAddSingleton<IAnalyseSettings>(static provider => new ReloadableSettings(
            provider.GetRequiredService<IOptionsFactory<AnalyseOptions>>(),
            provider.GetServices<IOptionsChangeTokenSource<AnalyseOptions>>(),
            provider.GetRequiredService<SettingsResolver>(),
            provider.GetRequiredService<DevelopmentTransport>(),
            LoggerOf(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnalyseOptions>, AnalyseOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<AnalyseOptions>, SectionChangeTokenSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<AnalyseOptions>, AnalyseOptionsBinding>());
        return services.InsertFirst(ServiceDescriptor.Singleton<IConfigureOptions<AnalyseOptions>, AnalyseOptionsBinding>());
    }

    public static IServiceCollection AddAnalyseStore(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider =>
        {
            var settings = provider.GetRequiredService<IAnalyseSettings>().Current;
            return new MemoryStore(
                settings.MaxBufferedEvents, settings.MaxBufferedBytes, provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<IEventWriter>(static provider => provider.GetRequiredService<MemoryStore>());
        services.TryAddSingleton<IEventSource>(static provider => provider.GetRequiredService<MemoryStore>());
        services.TryAddSingleton<IAnalyseLedger>(static provider => new MemoryLedger(provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static IServiceCollection AddAnalyseTracking(this IServiceCollection services)
    {
        services.TryAddSingleton(MakeClient);
        services.TryAddSingleton<IAnalyseClient>(static provider => provider.GetRequiredService<AnalyseClient>());
        services.TryAddSingleton<IEventIntake>(static provider => provider.GetRequiredService<AnalyseClient>());
        services.TryAddSingleton<ISafeCapture>(static provider => provider.GetRequiredService<IEventWriter>() is MemoryStore memory
            ? new SendingCapture(provider.GetRequiredService<IAnalyseClient>(), memory)
            : new StoreCapture(provider.GetRequiredService<IAnalyseClient>()));
        services.TryAddSingleton<IAnalyseDeadLetters>(static provider => new DeadLetters(provider.GetServices<IEventSource>()));
        services.TryAddScoped<IAnalyseContext, EmptyContext>();
        services.TryAddScoped<IAnalyseTracker>(static provider => new AnalyseTracker(
            provider.GetRequiredService<AnalyseClient>(), provider.GetRequiredService<IAnalyseContext>()));
        return services;
    }

    // First to start and last to stop: other services' last events are caught.
    public static IServiceCollection AddAnalyseHosting(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WarmUpService>());
        return services.InsertFirst(ServiceDescriptor.Singleton<IHostedService, AnalyseHostedService>());
    }

    private static AnalyseClient MakeClient(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IAnalyseSettings>();
        // Asked for here, so that settings which are not valid leave no client behind that somebody has to dispose of.
        _ = settings.Current;
        var options = provider.GetRequiredService<IOptionsFactory<AnalyseOptions>>().Create(Options.DefaultName);
        return new AnalyseClient(new ClientParts(
            settings,
            provider.GetRequiredService<IEventWriter>(),
            [.. provider.GetServices<IEventSource>()],
            new HttpEventTransport(options.ConfigureHttpHandler))
        {
            Enrichers = [.. provider.GetServices<IEventEnricher>()],
            Observers = [.. provider.GetServices<ICaptureObserver>()],
            MeterFactory = provider.GetService<IMeterFactory>(),
            Time = provider.GetRequiredService<TimeProvider>(),
            EnvironmentName = provider.GetRequiredService<SettingsResolver>().EnvironmentName,
            Logger = LoggerOf(provider),
        });
    }

    private static ILogger LoggerOf(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(LogCategory.Name);

    private static IServiceCollection InsertFirst(this IServiceCollection services, ServiceDescriptor descriptor)
    {
        var isThere = services.Any(other =>
            other.ServiceType == descriptor.ServiceType && other.ImplementationType == descriptor.ImplementationType);
        if (!isThere)
        {
            services.Insert(0, descriptor);
        }

        return services;
    }
}
