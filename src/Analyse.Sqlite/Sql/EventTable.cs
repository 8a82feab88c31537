namespace Analyse.Sqlite.Sql;

/// <summary>The events that are queued, in the order in which they were committed.</summary>
/// <param name="database">The database.</param>
/// <param name="hasAges">Whether its schema is not that of an earlier version.</param>
internal sealed class EventTable(Database database, bool hasAges)
{
    private readonly Statement _delete = database.Prepare("DELETE FROM event WHERE id = ?1");
    private readonly Statement _at = database.Prepare($"SELECT {Columns(hasAges)} FROM event WHERE seq = ?1");
    private readonly Statement _after = database.Prepare($"SELECT {Columns(hasAges)} FROM event WHERE seq > ?1 ORDER BY seq");
    private readonly Statement _before = database.Prepare($"SELECT {Columns(hasAges)} FROM event WHERE seq < ?1 ORDER BY seq DESC");
    private readonly Statement _last = database.Prepare("SELECT coalesce(max(seq), 0) FROM event");
    private readonly Statement _countTo = database.Prepare("SELECT count(*) FROM (SELECT 1 FROM event WHERE seq <= ?1 LIMIT ?2)");

    private Statement InsertStatement => field ??= database.Prepare(
        """
        INSERT INTO event (id, name, captured_at, json, queued_age) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO NOTHING
        """);

    private Statement AgeAtStatement => field ??= database.Prepare("SELECT queued_age FROM event WHERE seq = ?1");

    private Statement AgeAfterStatement => field ??= database.Prepare("SELECT queued_age FROM event WHERE seq > ?1 ORDER BY seq LIMIT 1");

    /// <summary>The number of the last event; zero: there is none.</summary>
    public long Last => First(_last);

    /// <summary>Adds an event at the end.</summary>
    /// <returns><see langword="false"/>: its id is there already.</returns>
    public bool TryInsert(Guid id, string name, DateTimeOffset capturedAt, ReadOnlySpan<byte> json, TimeSpan queuedAge) =>
        InsertStatement.Bind(1, id).Bind(2, name).Bind(3, capturedAt).Bind(4, json).Bind(5, queuedAge).Run() > 0;

    public bool TryDelete(Guid id) => _delete.Bind(1, id).Run() > 0;

    /// <summary>The event with this number, as <see cref="EventRow"/> reads it.</summary>
    public Rows At(long seq) => _at.Bind(1, seq).Query();

    public Rows After(long seq) => _after.Bind(1, seq).Query();

    /// <summary>From the last to the first.</summary>
    public Rows Before(long seq) => _before.Bind(1, seq).Query();

    /// <summary>The age of the store when the event with this number was queued.</summary>
    public TimeSpan? AgeAt(long seq) => FirstAge(AgeAtStatement.Bind(1, seq));

    public TimeSpan? AgeAfter(long seq) => FirstAge(AgeAfterStatement.Bind(1, seq));

    /// <summary>Counts the events up to this number, claimed ones included.</summary>
    /// <param name="seq">The number.</param>
    /// <param name="most">Where to stop counting.</param>
    public long CountTo(long seq, int most) => First(_countTo.Bind(1, seq).Bind(2, most));

    private static long First(Statement statement)
    {
        using var rows = statement.Query();
        return rows.Next() ? rows.Int64(0) : 0;
    }

    private static string Columns(bool hasAges) => $"seq, id, name, captured_at, json, {(hasAges ? "queued_age" : "0")}";

    private static TimeSpan? FirstAge(Statement statement)
    {
        using var rows = statement.Query();
        return rows.Next() ? rows.Span(0) : null;
    }
}
