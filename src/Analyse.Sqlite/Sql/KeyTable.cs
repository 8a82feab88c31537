namespace Analyse.Sqlite.Sql;

/// <summary>
/// The ids made from idempotency keys, and the store's age when each was taken. It has the last word on what is a duplicate.
/// </summary>
internal sealed class KeyTable(Database database)
{
    private const int PrunedAtOnce = 1_000;

    private readonly Statement _all = database.Prepare("SELECT id FROM key ORDER BY seq");

    // What needs the age is prepared when needed: a damaged file of an earlier version lacks the column.
    private Statement TakeStatement => field ??= database.Prepare(
        """
        INSERT INTO key (id, taken_age) VALUES (?1, ?2)
        ON CONFLICT (id) DO UPDATE SET taken_age = excluded.taken_age WHERE taken_age < ?3
        """);

    // Keys are numbered in the order in which they were taken, so the old ones are found without an index on the age.
    private Statement PruneStatement => field ??= database.Prepare(
        $"DELETE FROM key WHERE seq IN (SELECT seq FROM key ORDER BY seq LIMIT {PrunedAtOnce}) AND taken_age < ?1");

    private Statement LatestStatement => field ??= database.Prepare(
        "SELECT id, taken_age FROM (SELECT seq, id, taken_age FROM key ORDER BY seq DESC LIMIT ?1) ORDER BY seq");

    /// <summary>Takes a key.</summary>
    /// <param name="id">The id made from the key.</param>
    /// <param name="age">The store's age.</param>
    /// <param name="forgotten">What was taken before this age may be taken again.</param>
    /// <returns><see langword="false"/>: it was taken before.</returns>
    public bool TryTake(Guid id, TimeSpan age, TimeSpan forgotten) =>
        TakeStatement.Bind(1, id).Bind(2, age).Bind(3, forgotten).Run() > 0;

    /// <summary>The keys that were taken last, oldest first: id, age.</summary>
    public Rows Latest(int count) => LatestStatement.Bind(1, count).Query();

    /// <summary>The ids of all keys, oldest first.</summary>
    public Rows All() => _all.Query();

    /// <summary>Forgets some of the keys that were taken before an age of the store.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool Prune(TimeSpan forgotten) => PruneStatement.Bind(1, forgotten).Run() == PrunedAtOnce;
}
