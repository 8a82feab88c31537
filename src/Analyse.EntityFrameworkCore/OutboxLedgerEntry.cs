using System.Diagnostics;

namespace Analyse.EntityFrameworkCore;

/// <summary>What a package remembers about one thing of the outside world; see <see cref="Extensibility.IAnalyseLedger"/>.</summary>
/// <remarks>
/// The row with the empty key is the ledger's own calendar: its <see cref="Day"/> is the day of the ledger, and its
/// <see cref="Version"/> the time at which that day began, in microseconds since 1970 by the clock of the database. Not sealed:
/// EF Core cannot make lazy-loading proxies for a model with a sealed class.
/// </remarks>
[DebuggerDisplay("{Key,nq} {Version}")]
public class OutboxLedgerEntry
{
    /// <summary>The name of the thing: the primary key.</summary>
    public required string Key { get; init; }

    /// <summary>What is known of it.</summary>
    public required string Value { get; init; }

    /// <summary>The person it names.</summary>
    /// <value><see langword="null"/>: it names nobody.</value>
    public string? PersonId { get; init; }

    /// <summary>How often it has been written.</summary>
    public required long Version { get; init; }

    /// <summary>The day of the ledger on which it was last written.</summary>
    public required long Day { get; init; }
}
