using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <summary>What a transaction did.</summary>
/// <param name="File">The file's sums after it.</param>
/// <param name="Own">What it added to them.</param>
/// <param name="AlreadyGone">What it was to take away, but another process had.</param>
/// <param name="Destroyed">Dead letters that made room for later ones; a part of what it added.</param>
/// <param name="Duplicates">Events, by their place in the change set, whose id or key another process had committed.</param>
/// <param name="UsedBytes">Bytes of the file in use.</param>
internal sealed record Committed(
    Tally File, Tally Own, Tally AlreadyGone, Tally Destroyed, IReadOnlyList<int> Duplicates, long UsedBytes);
