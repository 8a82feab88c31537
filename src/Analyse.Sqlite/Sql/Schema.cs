namespace Analyse.Sqlite.Sql;

/// <summary>The tables of a store file, and its marks: whose file it is, and in which version.</summary>
internal static class Schema
{
    public const int Version = 1;

    // "Anly": tells the file from a database of the application's own.
    private const int ApplicationId = 0x416E6C79;

    // Times are milliseconds since 1970. An event's seq is never given twice, so that a reader can remember how far it is.
    private const string Tables = """
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

    /// <summary>Whose file it is.</summary>
    public static SchemaState Inspect(Database database)
    {
        var version = database.QueryInt64("PRAGMA user_version");
        var owner = database.QueryInt64("PRAGMA application_id");
        if (owner == ApplicationId && version > 0)
        {
            return version > Version ? SchemaState.Newer : SchemaState.Current;
        }

        return SchemaState.Foreign;
    }

    public static void Create(Database database)
    {
        using var transaction = database.BeginWrite();
        database.Execute(Tables);
        database.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
        transaction.Commit();
    }
}
