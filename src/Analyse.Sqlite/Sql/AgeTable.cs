namespace Analyse.Sqlite.Sql;

/// <summary>The file's age, and the latest wall clock it has ever seen; see <see cref="Analyse.Storage.SeenTime"/>.</summary>
internal sealed class AgeTable(Database database)
{
    private Statement ReadStatement => field ??= database.Prepare("SELECT passed, seen_at FROM age");

    private Statement RecordStatement => field ??= database.Prepare(
        "UPDATE age SET passed = max(passed, ?1), seen_at = max(seen_at, ?2) RETURNING passed");

    public (TimeSpan Passed, DateTimeOffset SeenAt) Read()
    {
        using var rows = ReadStatement.Query();
        return rows.Next() ? (rows.Span(0), rows.Time(1)) : (TimeSpan.Zero, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Records what this process has seen pass, unless another one has seen more.</summary>
    /// <returns>The age as it is recorded now.</returns>
    public TimeSpan Record(TimeSpan passed, DateTimeOffset seenAt)
    {
        using var rows = RecordStatement.Bind(1, passed).Bind(2, seenAt).Query();
        var recorded = rows.Next() ? rows.Span(0) : passed;
        // The statement ends, and so commits, with its last row.
        rows.Next();
        return recorded;
    }
}
