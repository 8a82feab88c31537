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
                var fix = await database
                    .WithContextAsync(context => MissingTable.FixOfAsync(context, typeof(OutboxLedgerEntry), "AddAnalyseLedger", cancellationToken))
                    .ConfigureAwait(false);
                ReportMissing(fix);
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

    /// <summary>The database refused what the ledger wrote, by a constraint or a trigger of the application's.</summary>
    public void Refused(DbException failure)
    {
        var problem = $"The ledger of {typeof(TContext).Name} cannot be written ({FailureText.Of(failure)}), so packages that need it, such as the one for Stripe, cannot work. Correct what the database refuses.";
        if (Interlocked.Exchange(ref _problem, problem) != problem)
        {
            logger.OutboxLedgerFailed(problem);
        }
    }

    private void ReportMissing(string fix)
    {
        var problem = $"The ledger of {typeof(TContext).Name} has no table, or an old one, in its database, so packages that need it, such as the one for Stripe, cannot work. {fix}";
        if (Interlocked.Exchange(ref _problem, problem) != problem)
        {
            logger.OutboxLedgerTableMissing(problem);
        }
    }
}
