using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>Every statement of the relay, for the tables as the model names them.</summary>
internal sealed class OutboxStatements
{
    public OutboxStatements(DbContext dbContext)
    {
        Dialect = OutboxDialect.Of(dbContext);
        Events = TableOf<OutboxEvent>(dbContext);
        var keys = TableOf<OutboxKey>(dbContext);
        var dead = TableOf<OutboxDeadLetter>(dbContext);
        var now = Dialect.Now;
        var given = $"IN ({Dialect.IdsOfParameter})";
        // A clock of the outbox's own, see OutboxClock.
        var seen = $"coalesce((SELECT taken_at FROM {keys} WHERE event_id = @clock), {now})";
        var seenOrNow = $"coalesce((SELECT taken_at FROM {keys} WHERE event_id = @clock AND taken_at > {now}), {now})";

        Peek = $"SELECT captured_at FROM {Events} WHERE lease_until IS NULL OR lease_until < {now} ORDER BY id LIMIT 1";
        Claim = $"""
            {Dialect.WithoutDisk}WITH unclaimed AS MATERIALIZED (
                SELECT id, length(json) + 1 AS size FROM {Events}
                WHERE id > @after AND (lease_until IS NULL OR lease_until < {now})
                ORDER BY id LIMIT @count {Dialect.SkipLocked}),
            fitting AS (
                SELECT id, row_number() OVER (ORDER BY id) AS place, sum(size) OVER (ORDER BY id) AS total FROM unclaimed)
            UPDATE {Events} SET lease_id = @lease, lease_until = {now} + @length, attempts = attempts + 1
            WHERE id IN (SELECT id FROM fitting WHERE place = 1 OR total <= @bytes)
            RETURNING id, event_id, name, captured_at, json
            """;
        // In one order, so that two instances which take the same keys wait for each other only one way round.
        TakeKeys = $"""
            INSERT INTO {keys} (event_id, row_id, taken_at)
            SELECT event_id, id, {seen} FROM {Events} WHERE id {given} ORDER BY event_id, id
            ON CONFLICT DO NOTHING
            """;
        DeleteDuplicates = $"""
            DELETE FROM {Events} WHERE id {given}
            AND NOT EXISTS (SELECT 1 FROM {keys} k WHERE k.event_id = {Events}.event_id AND k.row_id = {Events}.id)
            RETURNING id
            """;
        Delete = $"DELETE FROM {Events} WHERE id {given} AND lease_id = @lease";
        Release = $"UPDATE {Events} SET lease_id = NULL, lease_until = NULL WHERE id {given} AND lease_id = @lease";
        Hold = $"UPDATE {Events} SET lease_until = {now} + @length WHERE id {given} AND lease_id = @lease";
        PutAside = $"""
            INSERT INTO {dead} (id, event_id, name, reason, captured_at, died_at, json)
            SELECT id, event_id, name, @reason, captured_at, {seenOrNow}, json FROM {Events} WHERE id {given} AND lease_id = @lease
            """;
        ListDead = $"""
            SELECT coalesce(event_id, id), name, reason, captured_at, died_at, json FROM {dead} ORDER BY died_at, id LIMIT @count
            """;
        Resend = $"""
            INSERT INTO {Events} (id, event_id, name, captured_at, json, attempts)
            SELECT id, event_id, name, captured_at, json, 0 FROM {dead} WHERE coalesce(event_id, id) {given}
            """;
        CountDead = $"SELECT count(*) FROM {dead}";
        DeleteDead = $"DELETE FROM {dead} WHERE coalesce(event_id, id) {given}";
        Forget = $"""
            DELETE FROM {keys} WHERE event_id IN (
                SELECT event_id FROM {keys} WHERE taken_at < @before
                AND NOT EXISTS (SELECT 1 FROM {Events} e WHERE e.id = {keys}.row_id)
                ORDER BY taken_at LIMIT @count)
            """;
        ForgetDead = $"DELETE FROM {dead} WHERE id IN (SELECT id FROM {dead} WHERE died_at < @before ORDER BY died_at LIMIT @count)";
        Now = $"SELECT {now}";
        LockClock = $"UPDATE {keys} SET taken_at = taken_at WHERE event_id = @id";
        ReadClock = $"SELECT taken_at FROM {keys} WHERE event_id = @id";
        SetClock = $"""
            INSERT INTO {keys} (event_id, row_id, taken_at) VALUES (@id, @id, @value)
            ON CONFLICT (event_id) DO UPDATE SET taken_at = excluded.taken_at
            """;
        Ledger = new LedgerStatements(Dialect, TableOf<OutboxLedgerEntry>(dbContext));
    }

    public OutboxDialect Dialect { get; }

    /// <summary>The statements of the ledger, which stands beside the events.</summary>
    public LedgerStatements Ledger { get; }

    /// <summary>The table of waiting events, as it is written in SQL.</summary>
    public string Events { get; }

    /// <summary>Finds when the oldest unclaimed event was captured.</summary>
    public string Peek { get; }

    /// <summary>Claims the oldest rows after an id, within a count and a size.</summary>
    public string Claim { get; }

    /// <summary>Takes the ids of claimed rows that have a key, where nobody took them before.</summary>
    public string TakeKeys { get; }

    /// <summary>Deletes the claimed rows whose id was taken by another row.</summary>
    public string DeleteDuplicates { get; }

    /// <summary>Deletes delivered rows, unless the lease has gone to another instance.</summary>
    public string Delete { get; }

    /// <summary>Gives rows back.</summary>
    public string Release { get; }

    /// <summary>Keeps a claim on rows for a time from now on.</summary>
    public string Hold { get; }

    /// <summary>Copies rows to the dead letters.</summary>
    public string PutAside { get; }

    /// <summary>Lists the dead letters, the oldest first.</summary>
    public string ListDead { get; }

    /// <summary>Copies dead letters back to the waiting events.</summary>
    public string Resend { get; }

    /// <summary>Counts the dead letters.</summary>
    public string CountDead { get; }

    /// <summary>Deletes dead letters.</summary>
    public string DeleteDead { get; }

    /// <summary>Deletes so many of the ids that are were taken before a time, and that no waiting row needs.</summary>
    public string Forget { get; }

    /// <summary>Deletes so many of the dead letters that died before a time.</summary>
    public string ForgetDead { get; }

    /// <summary>Reads the clock of the database.</summary>
    public string Now { get; }

    /// <summary>Locks a hand of the outbox's own clock.</summary>
    public string LockClock { get; }

    /// <summary>Reads a hand of the outbox's own clock.</summary>
    public string ReadClock { get; }

    /// <summary>Sets a hand of the outbox's own clock.</summary>
    public string SetClock { get; }

    private static string TableOf<TRow>(DbContext dbContext)
    {
        var row = dbContext.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException(
            $"The model of {dbContext.GetType().Name} has no outbox. Call modelBuilder.AddAnalyseOutbox() in its OnModelCreating, then add a migration.");
        var sql = dbContext.GetService<ISqlGenerationHelper>();
        return sql.DelimitIdentifier(row.GetTableName()!, row.GetSchema());
    }
}
