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
        services.AddSingleton(static provider => new LedgerHealth<TContext>(
            provider.GetRequiredService<OutboxDatabase<TContext>>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Analyse")));
        services.AddSingleton(provider => new OutboxLedger<TContext>(
            new OutboxDatabase<TContext>(provider.GetRequiredService<IServiceScopeFactory>(), options),
            provider.GetRequiredService<LedgerHealth<TContext>>()));
        services.AddSingleton<IAnalyseLedger>(static provider => provider.GetRequiredService<OutboxLedger<TContext>>());
        services.AddKeyedScoped<IAnalyseLedger>(LedgerScope.Key, static (scope, _) => new ScopedLedger<TContext>(
            scope.GetService<TContext>(),
            scope.GetRequiredService<OutboxLedger<TContext>>(),
            scope.GetRequiredService<OutboxDatabase<TContext>>()));
        services.AddSingleton<LedgerUpkeep<TContext>>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<LedgerUpkeep<TContext>>());
    }
}
