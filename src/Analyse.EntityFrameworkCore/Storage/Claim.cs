namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What a claim took out of the table.</summary>
/// <param name="Rows">The claimed rows, in order of capture.</param>
/// <param name="Duplicates">Rows that were deleted, since their event was taken from another row.</param>
internal sealed record Claim(ClaimedRow[] Rows, ClaimedRow[] Duplicates)
{
    public int Count => Rows.Length + Duplicates.Length;

    /// <summary>The id of the last row, in the order of the index. There must be one.</summary>
    public Guid Last => Rows.Concat(Duplicates).Max(static row => row.Id);
}
