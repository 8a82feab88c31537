using System.Data.Common;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// The ledger of a scope: where the application has a transaction open, what it writes is decided by that. It could not be
/// written beside it, either, in a database that has one writer at a time.
/// </summary>
internal sealed class ScopedLedger<TContext>(TContext? dbContext, OutboxLedger<TContext> ledger, OutboxDatabase<TContext> database) : IAnalyseLedger
    where TContext : DbContext
{
    public bool IsDurable => ledger.IsDurable;

    private DbTransaction? Transaction => dbContext?.Database.CurrentTransaction?.GetDbTransaction();

    public async ValueTask<IReadOnlyList<LedgerEntry?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        if (Transaction is not { } transaction || keys.Count == 0)
        {
            return await ledger.ReadAsync(keys, cancellationToken).ConfigureAwait(false);
        }

        LedgerLimits.ThrowIfInvalid(keys);
        return await WithinAsync(transaction, table => table.ReadAsync(keys, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<bool> TryWriteAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken = default)
    {
        if (Transaction is not { } transaction || entries.Count == 0)
        {
            return await ledger.TryWriteAsync(entries, cancellationToken).ConfigureAwait(false);
        }

        LedgerLimits.ThrowIfInvalid(entries);
        return await WithinAsync(transaction, table => table.TryWriteAsync(entries, cancellationToken)).ConfigureAwait(false);
    }

    private Task<TResult> WithinAsync<TResult>(DbTransaction transaction, Func<LedgerTable, Task<TResult>> work) =>
        database.UseAsync(dbContext!, transaction, session => work(new LedgerTable(session)));
}
