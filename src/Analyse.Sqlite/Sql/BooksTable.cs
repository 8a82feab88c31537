namespace Analyse.Sqlite.Sql;

/// <summary>The sums of everything that ever went through the file, kept in step with its rows by every transaction.</summary>
/// <param name="database">The database.</param>
/// <param name="hasAges">Whether its schema is not that of an earlier version.</param>
internal sealed class BooksTable(Database database, bool hasAges)
{
    private const string Columns = "accepted, delivered, dead, bytes, dead_bytes, deleted, evicted, expired";

    private readonly Statement _read = database.Prepare(
        hasAges ? $"SELECT {Columns} FROM books" : "SELECT accepted, delivered, dead, bytes, 0, 0, 0, 0 FROM books");

    private Statement AddStatement => field ??= database.Prepare(
        $"""
        UPDATE books SET accepted = accepted + ?1, delivered = delivered + ?2, dead = dead + ?3, bytes = bytes + ?4,
            dead_bytes = dead_bytes + ?5, deleted = deleted + ?6, evicted = evicted + ?7, expired = expired + ?8
        RETURNING {Columns}
        """);

    public Tally Read() => First(_read);

    /// <summary>Adds to the sums.</summary>
    /// <returns>The sums then.</returns>
    public Tally Add(in Tally own) => First(AddStatement
        .Bind(1, own.Accepted)
        .Bind(2, own.Delivered)
        .Bind(3, own.Dead)
        .Bind(4, own.Bytes)
        .Bind(5, own.DeadBytes)
        .Bind(6, own.Deleted)
        .Bind(7, own.Evicted)
        .Bind(8, own.Expired));

    private static Tally First(Statement statement)
    {
        using var rows = statement.Query();
        return !rows.Next() ? default : new Tally(rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Int64(3))
        {
            DeadBytes = rows.Int64(4),
            Deleted = rows.Int64(5),
            Evicted = rows.Int64(6),
            Expired = rows.Int64(7),
        };
    }
}
