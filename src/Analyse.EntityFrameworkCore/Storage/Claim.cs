namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What a claim took out of the table.</summary>
/// <param name="Rows">The claimed rows, in order of capture.</param>
/// <param name="Duplicates">Rows that were deleted, since their event was taken from another row.</param>
internal sealed record Claim(ClaimedRow[] Rows, ClaimedRow[] Duplicates);
