using System.Data.Common;
using Analyse.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>Wakes the relay after a transaction of the context has committed, never before.</summary>
internal sealed class CommitInterceptor<TContext>(UncommittedRows uncommitted, CommitSignal<TContext> signal) : DbTransactionInterceptor
    where TContext : DbContext
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Committed(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => RolledBack(eventData.Context);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RolledBack(eventData.Context);
        return Task.CompletedTask;
    }

    private void Committed(DbContext? dbContext)
    {
        if (uncommitted.Find(dbContext) is { Saved: > 0 } rows)
        {
            signal.Committed(rows.Saved);
            rows.Saved = 0;
        }
    }

    private void RolledBack(DbContext? dbContext)
    {
        if (uncommitted.Find(dbContext) is { } rows)
        {
            rows.Saved = 0;
        }
    }
}
