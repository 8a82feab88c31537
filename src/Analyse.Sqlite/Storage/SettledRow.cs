using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Storage;

/// <summary>An event of the file that need not wait any longer.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Length">Bytes of its JSON.</param>
/// <param name="DeadReason">Why it is dead; <see langword="null"/>: it was delivered.</param>
internal readonly record struct SettledRow(Guid Id, int Length, string? DeadReason)
{
    /// <summary>What it changes in the file's sums.</summary>
    public Tally Change => DeadReason is null ? Tally.OfDelivered(Length) : Tally.OfDead(Length);
}
