namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What a claim took out of the table.</summary>
/// <param name="Rows">The claimed rows, in order of capture.</param>
/// <param name="Duplicates">Rows that were deleted, since their event was taken from another row.</param>
/// <param name="Held">Rows that cannot be delivered now; they stay claimed until the lease ends.</param>
internal sealed record Claim(ClaimedRow[] Rows, ClaimedRow[] Duplicates, FailedRow[] Held)
{
    public int Count => Rows.Length + Duplicates.Length + Held.Length;

    /// <summary>The id of the last row, in the order of the index. There must be one.</summary>
    public Guid Last => Rows.Concat(Duplicates).Select(static row => row.Id).Concat(Held.Select(static row => row.Id)).Max();
}
