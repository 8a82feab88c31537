using Analyse;
using Analyse.EntityFrameworkCore;
using Analyse.EntityFrameworkCore.DependencyInjection;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.EntityFrameworkCore.Storage;
using Analyse.EntityFrameworkCore.Tracking;
using Analyse.Receipts;
using Analyse.Storage;
using Analyse.Tracking;
using Analyse.Transport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the outbox of a context.</summary>
public static class AnalyseOutboxBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IAnalyseOutbox{TContext}"/> and the delivery of what it captures. The context needs
    /// <c>modelBuilder.AddAnalyseOutbox()</c>; it may be registered before or after, by itself, pooled, or as a factory.
    /// </summary>
    /// <typeparam name="TContext">The context, on PostgreSQL or SQLite.</typeparam>
    /// <param name="builder">What <c>AddAnalyse</c> returned.</param>
    /// <param name="configure">Changes how rows are taken from the database.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">An option is not valid; the message names it.</exception>
    public static IAnalyseBuilder AddEntityFrameworkOutbox<TContext>(
        this IAnalyseBuilder builder, Action<AnalyseOutboxOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(OutboxSource<TContext>)))
        {
            return builder;
        }

        var options = new AnalyseOutboxOptions();
        configure?.Invoke(options);
        OutboxOptionsCheck.ThrowIfInvalid(options);
        services.AddCapture<TContext>();
        services.AddRelay<TContext>(options);
        services.AddLedger<TContext>(options);
        return builder;
    }

    private static void AddCapture<TContext>(this IServiceCollection services)
        where TContext : DbContext
    {
        services.TryAddSingleton<UncommittedRows>();
        services.AddSingleton<CommitSignal<TContext>>();
        services.AddScoped<IAnalyseOutbox<TContext>>(static scope => new Outbox<TContext>(
            scope,
            scope.GetRequiredService<IEventIntake>(),
            scope.GetRequiredService<IAnalyseContext>(),
            scope.GetRequiredService<UncommittedRows>()));
        services.AddSingleton<ISafeCapture>(static provider => new OutboxCapture<TContext>(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IEventIntake>(),
            provider.GetRequiredService<UncommittedRows>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IDbContextOptionsConfiguration<>), typeof(OutboxContextConfiguration<>)));
    }

    private static void AddRelay<TContext>(this IServiceCollection services, AnalyseOutboxOptions options)
        where TContext : DbContext
    {
        services.TryAddSingleton(static provider => new RelaySwitch(provider.GetService<IEventTransport>()));
        services.AddSingleton(provider => new OutboxDatabase<TContext>(
            provider.GetRequiredService<IServiceScopeFactory>(), options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new OutboxSource<TContext>(
            provider.GetRequiredService<OutboxDatabase<TContext>>(),
            provider.GetRequiredService<CommitSignal<TContext>>(),
            provider.GetRequiredService<LedgerHealth<TContext>>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Analyse")));
        services.AddSingleton<IEventSource>(static provider => provider.GetRequiredService<RelaySwitch>().IsOn
            ? provider.GetRequiredService<OutboxSource<TContext>>()
            : new SwitchedOffSource<TContext>());
        services.AddSingleton<IHostedService>(provider => new OutboxStart<TContext>(
            provider.GetRequiredService<OutboxDatabase<TContext>>(),
            provider.GetRequiredService<RelaySwitch>(),
            options,
            provider.GetRequiredService<IOptions<AnalyseOptions>>(),
            provider.GetRequiredService<ILoggerFactory>()));
    }
}
