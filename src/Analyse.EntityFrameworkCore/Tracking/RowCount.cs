using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>How many rows one context has added and not yet committed. A context belongs to one thread at a time.</summary>
internal sealed class RowCount
{
    /// <summary>The use of the context that the counts belong to.</summary>
    public DbContextId Lease { get; set; }

    /// <summary>Rows added since the last save.</summary>
    public int Added { get; set; }

    /// <summary>Rows saved in a transaction that is still open.</summary>
    public int Saved { get; set; }
}
