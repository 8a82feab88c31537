using System.Data.Common;
using Analyse.EntityFrameworkCore.Diagnostics;
using Analyse.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Whether the ledger's table is there, and the command that makes it. An application that had the outbox before it had a
/// ledger needs another migration; its events are delivered meanwhile.
/// </summary>
internal sealed class LedgerHealth<TContext>(OutboxDatabase<TContext> database, ILogger logger)
    where TContext : DbContext
{
    private volatile string? _problem;

    /// <summary>What is missing, and how to make it.</summary>
    /// <value><see langword="null"/>: nothing is, as far as is known.</value>
    public string? Problem => _problem;

    public void Worked()
    {
        if (Interlocked.Exchange(ref _problem, null) is not null)
        {
            logger.OutboxLedgerRecovered(typeof(TContext).Name);
        }
    }

    public async Task TableIsMissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await IsOutboxThereAsync(cancellationToken).ConfigureAwait(false))
            {
                Set(await database.MendAsync(cancellationToken, "AddAnalyseLedger").ConfigureAwait(false));
            }
        }
        catch (Exception)
        {
            // The database went away, or nobody waits any more: who asks next finds the table missing again.
        }
    }

    // Where all tables are missing, the relay names the command that makes all of them.
    private Task<bool> IsOutboxThereAsync(CancellationToken cancellationToken) => database.UseAsync(
        async session =>
        {
            try
            {
                await new OutboxTable(session).PeekAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (DbException failure) when (database.IsMissingTable(failure))
            {
                return false;
            }
        },
        cancellationToken);

    private void Set(string commands)
    {
        var problem = $"The ledger of {typeof(TContext).Name} has no table, or an old one, in its database, so packages that need it, such as the one for Stripe, cannot work. Run: {commands}";
        if (Interlocked.Exchange(ref _problem, problem) != problem)
        {
            logger.OutboxLedgerTableMissing(problem);
        }
    }
}
