namespace Analyse.Sqlite.Sql;

/// <summary>The one row that says which process sends the events of the file, and until when.</summary>
internal sealed class LeaseTable(Database database)
{
    private readonly Statement _read = database.Prepare("SELECT owner, until FROM lease");

    private readonly Statement _take = database.Prepare(
        """
        INSERT INTO lease (one, owner, until) VALUES (1, ?1, ?2)
        ON CONFLICT (one) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE owner = ?3 AND until = ?4
        """);

    private readonly Statement _release = database.Prepare("DELETE FROM lease WHERE owner = ?1");

    public LeaseHolder? Read()
    {
        using var rows = _read.Query();
        return rows.Next() ? new LeaseHolder(rows.Text(0), rows.Time(1)) : null;
    }

    /// <summary>Puts a new holder in the place of the one that was read.</summary>
    /// <returns><see langword="false"/>: another process was faster.</returns>
    public bool TryReplace(LeaseHolder? before, LeaseHolder holder) => _take
        .Bind(1, holder.Owner)
        .Bind(2, holder.Until)
        .Bind(3, before?.Owner ?? string.Empty)
        .Bind(4, before?.Until ?? DateTimeOffset.UnixEpoch)
        .Run() > 0;

    public void Release(string owner) => _release.Bind(1, owner).Run();
}
