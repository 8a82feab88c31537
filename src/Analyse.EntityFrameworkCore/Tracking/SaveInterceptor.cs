using System.Transactions;
using Analyse.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>Wakes the relay after a save that committed by itself. Rows saved in a transaction wait for <see cref="CommitInterceptor{TContext}"/>.</summary>
internal sealed class SaveInterceptor<TContext>(UncommittedRows uncommitted, CommitSignal<TContext> signal) : SaveChangesInterceptor
    where TContext : DbContext
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return new ValueTask<int>(result);
    }

    private void Saved(DbContext? dbContext)
    {
        if (uncommitted.Find(dbContext) is not { Added: > 0 } rows)
        {
            return;
        }

        // Who commits an ambient or an enlisted transaction does not tell the context: those rows are found by polling.
        if (dbContext!.Database.CurrentTransaction is not null)
        {
            rows.Saved += rows.Added;
        }
        else if (!dbContext.Database.IsRelational() || (Transaction.Current is null && dbContext.Database.GetEnlistedTransaction() is null))
        {
            signal.Committed(rows.Added);
        }

        rows.Added = 0;
    }
}
