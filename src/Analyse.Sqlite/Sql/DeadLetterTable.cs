namespace Analyse.Sqlite.Sql;

/// <summary>
/// The events that the service will never take. The statements that write are prepared when needed: a damaged file of an
/// earlier version lacks a column.
/// </summary>
internal sealed class DeadLetterTable(Database database)
{
    private readonly Statement _list = database.Prepare(
        "SELECT id, name, captured_at, json, died_at, reason FROM dead_letter ORDER BY seq LIMIT ?1");

    private readonly Statement _delete = database.Prepare("DELETE FROM dead_letter WHERE id = ?1 RETURNING length(json)");

    private readonly Statement _deleteOldest = database.Prepare(
        "DELETE FROM dead_letter WHERE seq = (SELECT min(seq) FROM dead_letter) RETURNING length(json)");

    private Statement InsertStatement => field ??= database.Prepare(
        """
        INSERT INTO dead_letter (id, name, captured_at, json, died_at, reason, died_age) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (id) DO NOTHING
        """);

    private Statement FromEventsStatement => field ??= database.Prepare(
        """
        INSERT INTO dead_letter (id, name, captured_at, json, died_at, reason, died_age)
        SELECT id, name, captured_at, json, ?2, ?3, ?4 FROM event WHERE id = ?1
        """);

    private Statement ToEventsStatement => field ??= database.Prepare(
        """
        INSERT INTO event (id, name, captured_at, json, queued_age)
        SELECT id, name, captured_at, json, ?2 FROM dead_letter WHERE id = ?1
        ON CONFLICT (id) DO NOTHING
        """);

    private Statement DeleteBeforeStatement => field ??= database.Prepare(
        "DELETE FROM dead_letter WHERE died_age < ?1 RETURNING length(json)");

    /// <summary>Adds a dead letter.</summary>
    /// <returns><see langword="false"/>: its id is there already.</returns>
    public bool TryInsert(DeadLetter letter, TimeSpan diedAge) => InsertStatement
        .Bind(1, letter.Id)
        .Bind(2, letter.EventName)
        .Bind(3, letter.CapturedAt)
        .Bind(4, letter.Json.Span)
        .Bind(5, letter.DiedAt)
        .Bind(6, letter.Reason)
        .Bind(7, diedAge)
        .Run() > 0;

    /// <summary>Copies an event from the table of events; there must be no dead letter with its id.</summary>
    public void CopyFromEvents(Guid id, DateTimeOffset now, string reason, TimeSpan diedAge) =>
        FromEventsStatement.Bind(1, id).Bind(2, now).Bind(3, reason).Bind(4, diedAge).Run();

    /// <summary>Copies a dead letter to the end of the table of events.</summary>
    public bool TryCopyToEvents(Guid id, TimeSpan queuedAge) => ToEventsStatement.Bind(1, id).Bind(2, queuedAge).Run() > 0;

    /// <summary>Deletes a dead letter.</summary>
    /// <returns>Bytes of its JSON, or <see langword="null"/>: there is none.</returns>
    public long? Delete(Guid id) => FirstLength(_delete.Bind(1, id));

    /// <summary>Deletes the oldest dead letter.</summary>
    /// <returns>Bytes of its JSON, or <see langword="null"/>: there is none.</returns>
    public long? DeleteOldest() => FirstLength(_deleteOldest);

    /// <summary>Deletes the dead letters that died before an age of the store.</summary>
    /// <returns>Bytes of the JSON of each.</returns>
    public List<long> DeleteBefore(TimeSpan diedAge)
    {
        using var rows = DeleteBeforeStatement.Bind(1, diedAge).Query();
        var lengths = new List<long>();
        while (rows.Next())
        {
            lengths.Add(rows.Int64(0));
        }

        return lengths;
    }

    /// <summary>The dead letters, oldest first.</summary>
    public List<DeadLetter> List(int most)
    {
        using var rows = _list.Bind(1, most).Query();
        var letters = new List<DeadLetter>();
        while (rows.Next())
        {
            letters.Add(new DeadLetter
            {
                Id = rows.Guid(0),
                EventName = rows.Text(1),
                CapturedAt = rows.Time(2),
                Json = rows.Bytes(3).ToArray(),
                DiedAt = rows.Time(4),
                Reason = rows.Text(5),
            });
        }

        return letters;
    }

    private static long? FirstLength(Statement statement)
    {
        using var rows = statement.Query();
        return rows.Next() ? rows.Int64(0) : null;
    }
}
