namespace Analyse.Sqlite.Sql;

/// <summary>The ids made from idempotency keys, and when each was taken. It has the last word on what is a duplicate.</summary>
internal sealed class KeyTable(Database database)
{
    private const int PrunedAtOnce = 1_000;

    private readonly Statement _take = database.Prepare(
        """
        INSERT INTO key (id, taken_at) VALUES (?1, ?2)
        ON CONFLICT (id) DO UPDATE SET taken_at = excluded.taken_at WHERE taken_at < ?3
        """);

    // Keys are numbered in the order in which they were taken, so the old ones are found without an index on the time.
    private readonly Statement _prune = database.Prepare(
        $"DELETE FROM key WHERE seq IN (SELECT seq FROM key ORDER BY seq LIMIT {PrunedAtOnce}) AND taken_at < ?1");

    private readonly Statement _latest = database.Prepare(
        "SELECT id, taken_at FROM (SELECT seq, id, taken_at FROM key ORDER BY seq DESC LIMIT ?1) ORDER BY seq");

    /// <summary>Takes a key.</summary>
    /// <param name="id">The id made from the key.</param>
    /// <param name="now">When it is taken.</param>
    /// <param name="forgotten">What was taken before this time may be taken again.</param>
    /// <returns><see langword="false"/>: it was taken before.</returns>
    public bool TryTake(Guid id, DateTimeOffset now, DateTimeOffset forgotten) =>
        _take.Bind(1, id).Bind(2, now).Bind(3, forgotten).Run() > 0;

    /// <summary>The keys that were taken last, oldest first: id, time.</summary>
    public Rows Latest(int count) => _latest.Bind(1, count).Query();

    /// <summary>Forgets some of the keys that were taken before a time.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool Prune(DateTimeOffset forgotten) => _prune.Bind(1, forgotten).Run() == PrunedAtOnce;
}
