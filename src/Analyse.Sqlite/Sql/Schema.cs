namespace Analyse.Sqlite.Sql;

/// <summary>The tables of a store file, and its marks: whose file it is, and in which version.</summary>
internal static class Schema
{
    // "Anly": tells the file from a database of the application's own.
    private const int ApplicationId = 0x416E6C79;

    // Times are milliseconds since 1970, ages milliseconds that the file has seen pass. An event's seq is never given twice, so that a reader can remember how far it is.
    private const string Events = """
        CREATE TABLE event (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL, captured_at INTEGER NOT NULL, json BLOB NOT NULL);
        CREATE TABLE key (
            seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, taken_at INTEGER NOT NULL);
        CREATE TABLE dead_letter (
            seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL, captured_at INTEGER NOT NULL, json BLOB NOT NULL,
            died_at INTEGER NOT NULL, reason TEXT NOT NULL);
        CREATE TABLE books (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            accepted INTEGER NOT NULL, delivered INTEGER NOT NULL, dead INTEGER NOT NULL, bytes INTEGER NOT NULL);
        CREATE TABLE lease (
            one INTEGER PRIMARY KEY CHECK (one = 1), owner TEXT NOT NULL, until INTEGER NOT NULL);
        INSERT INTO books (one, accepted, delivered, dead, bytes) VALUES (1, 0, 0, 0, 0);
        """;

    // An entry's day is counted by the file itself, see LedgerTable. The triggers keep the ledger's size, whoever changes it:
    // it must not take the room of the events.
    private const string Ledger = """
        CREATE TABLE ledger (
            key TEXT PRIMARY KEY, value TEXT NOT NULL, person_id TEXT, version INTEGER NOT NULL, day INTEGER NOT NULL);
        CREATE INDEX ledger_by_day ON ledger (day);
        CREATE TABLE ledger_state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            day INTEGER NOT NULL, day_began_at INTEGER NOT NULL, bytes INTEGER NOT NULL);
        INSERT INTO ledger_state (one, day, day_began_at, bytes) VALUES (1, 0, 0, 0);
        CREATE TRIGGER ledger_insert AFTER INSERT ON ledger BEGIN
            UPDATE ledger_state SET bytes = bytes + length(new.key) + length(new.value) + 128; END;
        CREATE TRIGGER ledger_update AFTER UPDATE ON ledger BEGIN
            UPDATE ledger_state SET bytes = bytes + length(new.value) - length(old.value); END;
        CREATE TRIGGER ledger_delete AFTER DELETE ON ledger BEGIN
            UPDATE ledger_state SET bytes = bytes - length(old.key) - length(old.value) - 128; END;
        """;

    // What is destroyed for its age is measured by the file's own age, see AgeTable; and the books tell what was destroyed.
    private const string Ages = """
        ALTER TABLE event ADD COLUMN queued_age INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE dead_letter ADD COLUMN died_age INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE key RENAME COLUMN taken_at TO taken_age;
        UPDATE key SET taken_age = 0;
        ALTER TABLE books ADD COLUMN dead_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE books ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE books ADD COLUMN evicted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE books ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;
        UPDATE books SET
            accepted = accepted - dead + (SELECT count(*) FROM dead_letter),
            dead = (SELECT count(*) FROM dead_letter),
            dead_bytes = (SELECT coalesce(sum(length(json)), 0) FROM dead_letter);
        CREATE TABLE age (
            one INTEGER PRIMARY KEY CHECK (one = 1), passed INTEGER NOT NULL, seen_at INTEGER NOT NULL);
        INSERT INTO age (one, passed, seen_at) VALUES (1, 0, 0);
        """;

    // Step n leads from version n to version n + 1. A step that was ever released is never changed.
    private static readonly string[] _steps = [Events, Ledger, Ages];

    public static int Version => _steps.Length;

    /// <summary>Whether the tables have the columns of the third step; a damaged file that is read may not.</summary>
    public static bool HasAges(Database database) => database.QueryInt64("PRAGMA user_version") > Array.IndexOf(_steps, Ages);

    /// <summary>Whose file it is.</summary>
    public static SchemaState Inspect(Database database)
    {
        var version = database.QueryInt64("PRAGMA user_version");
        var owner = database.QueryInt64("PRAGMA application_id");
        if (owner != ApplicationId || version <= 0)
        {
            return SchemaState.Foreign;
        }

        return version > Version ? SchemaState.Newer : version < Version ? SchemaState.Older : SchemaState.Current;
    }

    /// <summary>Brings a new file, or one of an earlier version, to this version.</summary>
    public static void Upgrade(Database database)
    {
        using var transaction = database.BeginWrite();
        // Read under the lock: another process may have been faster, even one of a later version.
        var version = (int)database.QueryInt64("PRAGMA user_version");
        if (version >= Version)
        {
            return;
        }

        foreach (var step in _steps.AsSpan(version))
        {
            database.Execute(step);
        }

        database.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
        transaction.Commit();
    }
}
