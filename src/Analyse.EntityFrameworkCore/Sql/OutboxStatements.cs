using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>Every statement of the relay, for the tables as the model names them.</summary>
internal sealed class OutboxStatements
{
    public OutboxStatements(DbContext dbContext)
    {
        Dialect = OutboxDialect.Of(dbContext);
        var (events, keys, dead, ledger) = TablesOf(dbContext);
        Ids = IdForm.Of([events, keys, dead]);
        var fromEvent = AddedColumns.Of(keys, events);
        var ofClock = AddedColumns.Of(keys, source: null);
        var toDead = AddedColumns.Of(dead, events);
        var fromDead = AddedColumns.Of(events, dead);
        var toLedger = AddedColumns.Of(ledger, source: null);
        ThrowIfAny(
            dbContext,
            [
                .. new[] { events, keys, dead, ledger }.SelectMany(MappingCheck.ProblemsOf),
                .. fromEvent.Problems.Union(ofClock.Problems), .. toDead.Problems, .. fromDead.Problems, .. toLedger.Problems,
            ]);

        Events = events.Name;
        var now = Dialect.Now;
        var given = $"IN ({Dialect.IdsOfParameter})";
        var (id, eventId, name) = (events[nameof(OutboxEvent.Id)], events[nameof(OutboxEvent.EventId)], events[nameof(OutboxEvent.Name)]);
        var (capturedAt, json) = (events[nameof(OutboxEvent.CapturedAt)], events[nameof(OutboxEvent.Json)]);
        var (lease, until) = (events[nameof(OutboxEvent.LeaseId)], events[nameof(OutboxEvent.LeaseUntil)]);
        var attempts = events[nameof(OutboxEvent.Attempts)];
        var (key, keyRow, takenAt) = (keys[nameof(OutboxKey.EventId)], keys[nameof(OutboxKey.RowId)], keys[nameof(OutboxKey.TakenAt)]);
        var (deadId, deadEventId, deadName) = (dead[nameof(OutboxDeadLetter.Id)], dead[nameof(OutboxDeadLetter.EventId)], dead[nameof(OutboxDeadLetter.Name)]);
        var (reason, diedAt) = (dead[nameof(OutboxDeadLetter.Reason)], dead[nameof(OutboxDeadLetter.DiedAt)]);
        var (deadCapturedAt, deadJson) = (dead[nameof(OutboxDeadLetter.CapturedAt)], dead[nameof(OutboxDeadLetter.Json)]);
        // A clock of the outbox's own, see OutboxClock.
        var seen = $"coalesce((SELECT c.{takenAt} FROM {keys.Name} c WHERE c.{key} = @clock), {now})";
        var seenOrNow = $"coalesce((SELECT c.{takenAt} FROM {keys.Name} c WHERE c.{key} = @clock AND c.{takenAt} > {now}), {now})";
        var isFree = $"({until} IS NULL OR {until} < {now})";

        Peek = $"SELECT coalesce({capturedAt}, 0) FROM {Events} WHERE {isFree} ORDER BY {id} LIMIT 1";
        Claim = $"""
            {Dialect.WithoutDisk}WITH unclaimed AS MATERIALIZED (
                SELECT {id}, length({json}) + 1 AS size FROM {Events}
                WHERE {id} > @after AND {isFree}
                ORDER BY {id} LIMIT @count {Dialect.SkipLocked}),
            fitting AS (
                SELECT {id}, row_number() OVER (ORDER BY {id}) AS place, sum(size) OVER (ORDER BY {id}) AS total FROM unclaimed)
            UPDATE {Events} SET {lease} = @lease, {until} = {now} + @length, {attempts} = {attempts} + 1
            WHERE {id} IN (SELECT {id} FROM fitting WHERE place = 1 OR total <= @bytes)
            RETURNING {id}, {eventId}, {name}, {capturedAt}, {json}
            """;
        FirstFree = $"SELECT {id} FROM {Events} WHERE {id} > @after AND {isFree} ORDER BY {id} LIMIT 1";
        Last = $"SELECT {id} FROM {Events} ORDER BY {id} DESC LIMIT 1";
        UpTo = $"SELECT {id} FROM {Events} WHERE {id} <= @last ORDER BY {id} LIMIT @count";
        CountOf = $"SELECT count(*) FROM {Events} WHERE {id} {given}";
        CountOfKeys = $"SELECT count(*) FROM {Events} WHERE {eventId} {given}";
        // In one order, so that two instances which take the same keys wait for each other only one way round.
        TakeKeys = $"""
            INSERT INTO {keys.Name} ({key}, {keyRow}, {takenAt}{fromEvent.Names})
            SELECT {eventId}, {id}, {seen}{fromEvent.Values} FROM {Events} WHERE {id} {given} ORDER BY {eventId}, {id}
            ON CONFLICT DO NOTHING
            """;
        DeleteDuplicates = $"""
            DELETE FROM {Events} WHERE {id} {given}
            AND NOT EXISTS (SELECT 1 FROM {keys.Name} k WHERE k.{key} = {Events}.{eventId} AND k.{keyRow} = {Events}.{id})
            RETURNING {id}
            """;
        Delete = $"DELETE FROM {Events} WHERE {id} {given} AND {lease} = @lease";
        Release = $"UPDATE {Events} SET {lease} = NULL, {until} = NULL WHERE {id} {given} AND {lease} = @lease";
        Hold = $"UPDATE {Events} SET {until} = {now} + @length WHERE {id} {given} AND {lease} = @lease";
        PutAside = $"""
            INSERT INTO {dead.Name} ({deadId}, {deadEventId}, {deadName}, {reason}, {deadCapturedAt}, {diedAt}, {deadJson}{toDead.Names})
            SELECT {id}, {eventId}, {Cut(name, dead, nameof(OutboxDeadLetter.Name))}, {Cut("@reason", dead, nameof(OutboxDeadLetter.Reason))},
                {capturedAt}, {seenOrNow}, {json}{toDead.Values}
            FROM {Events} WHERE {id} {given} AND {lease} = @lease
            """;
        ListDead = $"""
            SELECT coalesce({deadEventId}, {deadId}), {deadName}, {reason}, {deadCapturedAt}, {diedAt}, {deadJson}
            FROM {dead.Name} ORDER BY {diedAt}, {deadId} LIMIT @count
            """;
        Resend = $"""
            INSERT INTO {Events} ({id}, {eventId}, {name}, {capturedAt}, {json}, {attempts}{fromDead.Names})
            SELECT {deadId}, {deadEventId}, {Cut(deadName, events, nameof(OutboxEvent.Name))}, {deadCapturedAt}, {deadJson}, 0{fromDead.Values}
            FROM {dead.Name} WHERE coalesce({deadEventId}, {deadId}) {given}
            """;
        CountDead = $"SELECT count(*) FROM {dead.Name}";
        DeleteDead = $"DELETE FROM {dead.Name} WHERE coalesce({deadEventId}, {deadId}) {given}";
        Forget = $"""
            DELETE FROM {keys.Name} WHERE {key} IN (
                SELECT {key} FROM {keys.Name} WHERE {takenAt} < @before
                AND NOT EXISTS (SELECT 1 FROM {Events} e WHERE e.{id} = {keys.Name}.{keyRow})
                ORDER BY {takenAt} LIMIT @count)
            """;
        ForgetDead = $"""
            DELETE FROM {dead.Name} WHERE {deadId} IN (
                SELECT {deadId} FROM {dead.Name} WHERE {diedAt} < @before ORDER BY {diedAt} LIMIT @count)
            """;
        Now = $"SELECT {now}";
        LockClock = $"UPDATE {keys.Name} SET {takenAt} = {takenAt} WHERE {key} = @id";
        ReadClock = $"SELECT {takenAt} FROM {keys.Name} WHERE {key} = @id";
        SetClock = $"""
            INSERT INTO {keys.Name} ({key}, {keyRow}, {takenAt}{ofClock.Names}) VALUES (@id, @id, @value{ofClock.Values})
            ON CONFLICT ({key}) DO UPDATE SET {takenAt} = excluded.{takenAt}
            """;
        Ledger = new LedgerStatements(Dialect, ledger, toLedger);
    }

    public OutboxDialect Dialect { get; }

    /// <summary>How ids are stored.</summary>
    public IdForm Ids { get; }

    /// <summary>The statements of the ledger, which stands beside the events.</summary>
    public LedgerStatements Ledger { get; }

    /// <summary>The table of waiting events, as it is written in SQL.</summary>
    public string Events { get; }

    /// <summary>Finds when the oldest unclaimed event was captured.</summary>
    public string Peek { get; }

    /// <summary>Claims the oldest rows after an id, within a count and a size.</summary>
    public string Claim { get; }

    /// <summary>Finds the first row after an id that a claim could take.</summary>
    public string FirstFree { get; }

    /// <summary>Finds the last row.</summary>
    public string Last { get; }

    /// <summary>Finds so many of the rows up to an id, claimed ones included.</summary>
    public string UpTo { get; }

    /// <summary>Counts which of these rows are still there.</summary>
    public string CountOf { get; }

    /// <summary>Counts the rows of these events with a key.</summary>
    public string CountOfKeys { get; }

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

    /// <summary>Deletes so many of the ids that were taken before a time, and that no waiting row needs.</summary>
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

    private static (MappedTable Events, MappedTable Keys, MappedTable Dead, MappedTable Ledger) TablesOf(DbContext dbContext) => (
        MappedTable.Of<OutboxEvent>(dbContext),
        MappedTable.Of<OutboxKey>(dbContext),
        MappedTable.Of<OutboxDeadLetter>(dbContext),
        MappedTable.Of<OutboxLedgerEntry>(dbContext));

    /// <summary>A text that a convention of the application may have made too short a column for.</summary>
    private static string Cut(string text, MappedTable table, string property) =>
        TextColumn.LengthOf(table.Properties[property]) is { } length
            ? string.Create(CultureInfo.InvariantCulture, $"substr({text}, 1, {length})")
            : text;

    private static void ThrowIfAny(DbContext dbContext, List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new OutboxModelException(
                $"The outbox cannot work with the model of {dbContext.GetType().Name}. {string.Join(' ', problems)}");
        }
    }
}
