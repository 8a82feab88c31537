using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>
/// The counts of all contexts; they end with their contexts, or when a pooled context is used again: what the one before left
/// unsaved is gone.
/// </summary>
internal sealed class UncommittedRows
{
    private readonly ConditionalWeakTable<DbContext, RowCount> _counts = [];

    public RowCount Of(DbContext dbContext)
    {
        var count = _counts.GetOrCreateValue(dbContext);
        if (count.Lease != dbContext.ContextId)
        {
            (count.Lease, count.Added, count.Saved) = (dbContext.ContextId, 0, 0);
        }

        return count;
    }

    /// <summary>The count of a context that has captured something.</summary>
    public RowCount? Find(DbContext? dbContext) =>
        dbContext is not null && _counts.TryGetValue(dbContext, out var count) && count.Lease == dbContext.ContextId ? count : null;
}
