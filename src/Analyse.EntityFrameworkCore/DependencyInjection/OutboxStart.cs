using Analyse.EntityFrameworkCore.Diagnostics;
using Analyse.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.DependencyInjection;

/// <summary>Says at start what can never work: another database, a model without the outbox. A database that is away is no reason not to start.</summary>
internal sealed class OutboxStart<TContext>(OutboxDatabase<TContext> database, ILoggerFactory loggerFactory) : IHostedService
    where TContext : DbContext
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var statements = await database.CheckAsync().ConfigureAwait(false);
        loggerFactory.CreateLogger("Analyse").OutboxStarted(typeof(TContext).Name, statements.Events, statements.Dialect.Provider);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
