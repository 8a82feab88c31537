using Analyse.EntityFrameworkCore.Sql;
using Analyse.EntityFrameworkCore.Storage;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.DependencyInjection;

/// <summary>Adds the ledger of a context; that of the context which was added last is the application's.</summary>
internal static class OutboxLedgerRegistrations
{
    public static void AddLedger<TContext>(this IServiceCollection services, AnalyseOutboxOptions options)
        where TContext : DbContext
    {
        // The one that was registered before, as a rule the one in memory, stands in where the database is out of reach.
        var before = services.LastOrDefault(static service => service.ServiceType == typeof(IAnalyseLedger) && !service.IsKeyedService)
            ?? throw new InvalidOperationException("There is no ledger yet: call AddAnalyse or AddAnalyseClient before the outbox is added.");
        services.AddSingleton(static provider => new LedgerHealth<TContext>(
            provider.GetRequiredService<OutboxDatabase<TContext>>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Analyse")));
        services.AddSingleton(provider => new OutboxLedger<TContext>(
            new OutboxDatabase<TContext>(
                provider.GetRequiredService<IServiceScopeFactory>(), options, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<LedgerHealth<TContext>>(),
            InstanceOf(before, provider)));
        services.AddSingleton(provider => provider.GetRequiredService<RelaySwitch>().IsOn
            ? provider.GetRequiredService<OutboxLedger<TContext>>()
            : InstanceOf(before, provider));
        services.AddKeyedScoped(LedgerScope.Key, static (scope, _) => scope.GetRequiredService<RelaySwitch>().IsOn
            ? new ScopedLedger<TContext>(
                scope.GetService<TContext>(),
                scope.GetRequiredService<OutboxLedger<TContext>>(),
                scope.GetRequiredService<OutboxDatabase<TContext>>())
            : scope.GetRequiredService<IAnalyseLedger>());
        services.AddSingleton<LedgerUpkeep<TContext>>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<LedgerUpkeep<TContext>>());
    }

    private static IAnalyseLedger InstanceOf(ServiceDescriptor ledger, IServiceProvider provider) => (IAnalyseLedger)(
        ledger.ImplementationInstance
        ?? ledger.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, ledger.ImplementationType!));
}
