namespace Analyse.Sqlite.Sql;

/// <summary>The events that the service will never take.</summary>
internal sealed class DeadLetterTable(Database database)
{
    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO dead_letter (id, name, captured_at, json, died_at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly Statement _fromEvents = database.Prepare(
        """
        INSERT INTO dead_letter (id, name, captured_at, json, died_at, reason)
        SELECT id, name, captured_at, json, ?2, ?3 FROM event WHERE id = ?1
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly Statement _toEvents = database.Prepare(
        """
        INSERT INTO event (id, name, captured_at, json) SELECT id, name, captured_at, json FROM dead_letter WHERE id = ?1
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly Statement _list = database.Prepare(
        "SELECT id, name, captured_at, json, died_at, reason FROM dead_letter ORDER BY seq LIMIT ?1");

    private readonly Statement _length = database.Prepare("SELECT length(json) FROM dead_letter WHERE id = ?1");
    private readonly Statement _delete = database.Prepare("DELETE FROM dead_letter WHERE id = ?1");
    private readonly Statement _prune = database.Prepare("DELETE FROM dead_letter WHERE died_at < ?1");

    public void Insert(DeadLetter letter) => _insert
        .Bind(1, letter.Id)
        .Bind(2, letter.EventName)
        .Bind(3, letter.CapturedAt)
        .Bind(4, letter.Json.Span)
        .Bind(5, letter.DiedAt)
        .Bind(6, letter.Reason)
        .Run();

    /// <summary>Copies an event from the table of events.</summary>
    public void CopyFromEvents(Guid id, DateTimeOffset now, string reason) => _fromEvents.Bind(1, id).Bind(2, now).Bind(3, reason).Run();

    /// <summary>Copies a dead letter to the end of the table of events.</summary>
    public bool TryCopyToEvents(Guid id) => _toEvents.Bind(1, id).Run() > 0;

    /// <summary>Bytes of a dead letter's JSON.</summary>
    public long? LengthOf(Guid id)
    {
        using var rows = _length.Bind(1, id).Query();
        return rows.Next() ? rows.Int64(0) : null;
    }

    public bool TryDelete(Guid id) => _delete.Bind(1, id).Run() > 0;

    public void Prune(DateTimeOffset forgotten) => _prune.Bind(1, forgotten).Run();

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
}
