using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>The counts of all contexts; they end with their contexts.</summary>
internal sealed class UncommittedRows
{
    private readonly ConditionalWeakTable<DbContext, RowCount> _counts = [];

    public RowCount Of(DbContext dbContext) => _counts.GetOrCreateValue(dbContext);

    /// <summary>The count of a context that has captured something.</summary>
    public RowCount? Find(DbContext? dbContext) => dbContext is not null && _counts.TryGetValue(dbContext, out var count) ? count : null;
}
