using Analyse.EntityFrameworkCore.Storage;
using Analyse.EntityFrameworkCore.Tracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.EntityFrameworkCore.DependencyInjection;

/// <summary>
/// Adds the interceptors to every context that has an outbox. It is registered for contexts of any type: a test that takes
/// the one configuration of the application's context out of the services, to put another in, then finds just that one.
/// </summary>
internal sealed class OutboxContextConfiguration<TContext> : IDbContextOptionsConfiguration<TContext>
    where TContext : DbContext
{
    public void Configure(IServiceProvider serviceProvider, DbContextOptionsBuilder optionsBuilder)
    {
        if (serviceProvider.GetService<CommitSignal<TContext>>() is { } signal)
        {
            var uncommitted = serviceProvider.GetRequiredService<UncommittedRows>();
            optionsBuilder.AddInterceptors(
                new SaveInterceptor<TContext>(uncommitted, signal), new CommitInterceptor<TContext>(uncommitted, signal));
        }
    }
}
