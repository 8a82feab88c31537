using Analyse.EntityFrameworkCore.Diagnostics;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analyse.EntityFrameworkCore.DependencyInjection;

/// <summary>
/// Says at start what can never work: another database, a model without the outbox; and warns of what will not work well. A
/// database that is away is no reason not to start.
/// </summary>
internal sealed class OutboxStart<TContext>(
    OutboxDatabase<TContext> database, RelaySwitch relay, AnalyseOutboxOptions outbox, IOptions<AnalyseOptions> client, ILoggerFactory loggerFactory) : IHostedService
    where TContext : DbContext
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var logger = loggerFactory.CreateLogger("Analyse");
        if (!relay.IsOn)
        {
            logger.OutboxSwitchedOff(typeof(TContext).Name);
            return;
        }

        var statements = await StatementsAsync().ConfigureAwait(false);
        logger.OutboxStarted(typeof(TContext).Name, statements.Events, statements.Dialect.Provider);
        if (outbox.Lease <= client.Value.RequestTimeout)
        {
            logger.OutboxLeaseTooShort(typeof(TContext).Name, outbox.Lease, client.Value.RequestTimeout);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<OutboxStatements> StatementsAsync()
    {
        try
        {
            return (await database.CheckAsync().ConfigureAwait(false)).Statements;
        }
        catch (OutboxModelException unusable)
        {
            throw new InvalidOperationException(unusable.Message, unusable);
        }
    }
}
