namespace Analyse.Sqlite.Sql;

/// <summary>The sums of everything that ever went through the file, kept in step with its rows by every transaction.</summary>
internal sealed class BooksTable(Database database)
{
    private const string Columns = "accepted, delivered, dead, bytes";

    private readonly Statement _read = database.Prepare($"SELECT {Columns} FROM books");

    private readonly Statement _add = database.Prepare(
        $"""
        UPDATE books SET accepted = accepted + ?1, delivered = delivered + ?2, dead = dead + ?3, bytes = bytes + ?4
        RETURNING {Columns}
        """);

    public Tally Read() => First(_read);

    /// <summary>Adds to the sums.</summary>
    /// <returns>The sums then.</returns>
    public Tally Add(in Tally own) =>
        First(_add.Bind(1, own.Accepted).Bind(2, own.Delivered).Bind(3, own.Dead).Bind(4, own.Bytes));

    private static Tally First(Statement statement)
    {
        using var rows = statement.Query();
        return rows.Next() ? new Tally(rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Int64(3)) : default;
    }
}
