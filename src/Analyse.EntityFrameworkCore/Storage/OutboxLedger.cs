using System.Data.Common;
using System.Transactions;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// The ledger in the application's database. It has a connection at a time of its own, beside the relay's, and transactions
/// of its own: what the caller does in the database at the same time decides nothing here.
/// </summary>
internal sealed class OutboxLedger<TContext>(OutboxDatabase<TContext> database, LedgerHealth<TContext> health) : IAnalyseLedger, IDisposable
    where TContext : DbContext
{
    public bool IsDurable => true;

    public async ValueTask<IReadOnlyList<LedgerEntry?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        LedgerLimits.ThrowIfInvalid(keys);
        return keys.Count == 0
            ? []
            : await UseAsync(table => table.ReadAsync(keys, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> TryWriteAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken = default)
    {
        LedgerLimits.ThrowIfInvalid(entries);
        return entries.Count == 0
            || await UseAsync(table => table.TryWriteAsync(entries, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the ledger's days, and forgets what was kept for long enough; also shows whether the table is there.</summary>
    /// <returns>Whether the database did so; else it is worth another try soon.</returns>
    public async Task<bool> TryTidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await UseAsync(table => table.ForgetAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
            {
            }

            return true;
        }
        catch (Exception)
        {
            // A missing table was reported. Any other failure is the relay's to report, and the next caller gets it too.
            return false;
        }
    }

    public void Dispose() => database.Dispose();

    private async Task<TResult> UseAsync<TResult>(Func<LedgerTable, Task<TResult>> work, CancellationToken cancellationToken)
    {
        // A transaction of the caller's that is all around would decide later, and may roll back.
        using var alone = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        try
        {
            var result = await database.UseAsync(session => work(new LedgerTable(session)), cancellationToken).ConfigureAwait(false);
            health.Worked();
            return result;
        }
        catch (DbException failure) when (database.IsMissingTable(failure))
        {
            await health.TableIsMissingAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
