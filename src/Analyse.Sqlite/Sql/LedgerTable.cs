using Analyse.Extensibility;

namespace Analyse.Sqlite.Sql;

/// <summary>The entries of the ledger. Its statements are prepared when needed: a damaged file of an earlier version has no such table.</summary>
/// <remarks>
/// The file counts days itself, and ages entries by them: whatever the wall clock does between two looks at it, a day at most
/// has passed. So a clock that is set forward forgets nothing.
/// </remarks>
internal sealed class LedgerTable(Database database)
{
    private const int PrunedAtOnce = 1_000;
    private const int MillisecondsOfDay = 24 * 60 * 60 * 1_000;

    private Statement FindStatement => field ??= database.Prepare("SELECT value, person_id, version FROM ledger WHERE key = ?1");

    private Statement InsertStatement => field ??= database.Prepare(
        """
        INSERT INTO ledger (key, value, person_id, version, day) VALUES (?1, ?2, ?3, ?4, (SELECT day FROM ledger_state))
        ON CONFLICT (key) DO NOTHING
        """);

    private Statement UpdateStatement => field ??= database.Prepare(
        """
        UPDATE ledger SET value = ?2, person_id = ?3, version = ?4, day = (SELECT day FROM ledger_state)
        WHERE key = ?1 AND version = ?4 - 1
        """);

    private Statement ReplaceStatement => field ??= database.Prepare(
        """
        INSERT INTO ledger (key, value, person_id, version, day) VALUES (?1, ?2, ?3, ?4, (SELECT day FROM ledger_state))
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, person_id = excluded.person_id,
            version = max(ledger.version + 1, excluded.version), day = excluded.day
        """);

    // What damage has made of a row is no entry.
    private Statement AllStatement => field ??= database.Prepare(
        $"""
        SELECT value, person_id, version, key FROM ledger
        WHERE trim(key) <> '' AND length(key) <= {LedgerLimits.MaxKeyLength} AND length(CAST(value AS BLOB)) <= {LedgerLimits.MaxValueBytes}
        """);

    private Statement PassDayStatement => field ??= database.Prepare(
        $"""
        UPDATE ledger_state SET day = day + (?1 >= day_began_at), day_began_at = ?1
        WHERE ?1 - day_began_at >= {MillisecondsOfDay} OR ?1 < day_began_at
        """);

    private Statement PruneStatement => field ??= database.Prepare(
        $"""
        DELETE FROM ledger WHERE key IN (
            SELECT key FROM ledger WHERE day < (SELECT day FROM ledger_state) - ?1 ORDER BY day LIMIT {PrunedAtOnce})
        """);

    private Statement BytesStatement => field ??= database.Prepare("SELECT bytes FROM ledger_state");

    /// <summary>What the entries take of the file, about.</summary>
    public long Bytes
    {
        get
        {
            using var rows = BytesStatement.Query();
            return rows.Next() ? rows.Int64(0) : 0;
        }
    }

    public LedgerEntry? Find(string key)
    {
        using var rows = FindStatement.Bind(1, key).Query();
        return rows.Next() ? EntryOf(key, rows) : null;
    }

    /// <summary>All entries; used to copy them to another file.</summary>
    public IEnumerable<LedgerEntry> All()
    {
        using var rows = AllStatement.Query();
        while (rows.Next())
        {
            yield return EntryOf(rows.Text(3), rows);
        }
    }

    /// <summary>Writes the next version of an entry, unless another one was written since it was read.</summary>
    public bool TryWrite(LedgerEntry read)
    {
        var entry = read with { Version = read.Version + 1 };
        return entry.Version == 1 ? TryInsert(entry) : Run(UpdateStatement, entry) > 0;
    }

    /// <summary>Adds an entry with the version it has, unless its key is there.</summary>
    public bool TryInsert(LedgerEntry entry) => Run(InsertStatement, entry) > 0;

    /// <summary>Writes an entry whatever is there, as a later version of it.</summary>
    public void Replace(LedgerEntry entry) => Run(ReplaceStatement, entry);

    /// <summary>Counts a day when one has passed.</summary>
    public void PassDay(DateTimeOffset now) => PassDayStatement.Bind(1, now).Run();

    /// <summary>Forgets some of the entries that were last written before so many days.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool Prune(int days) => PruneStatement.Bind(1, days).Run() == PrunedAtOnce;

    private static LedgerEntry EntryOf(string key, in Rows rows) =>
        new(key, rows.Text(0), rows.Int64(2)) { PersonId = rows.TextOrNull(1) };

    private static int Run(Statement statement, LedgerEntry entry) =>
        statement.Bind(1, entry.Key).Bind(2, entry.Value).Bind(3, entry.PersonId).Bind(4, entry.Version).Run();
}
