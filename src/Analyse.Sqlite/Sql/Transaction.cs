using SQLitePCL;

namespace Analyse.Sqlite.Sql;

/// <summary>A write transaction, undone unless it is committed.</summary>
internal sealed class Transaction : IDisposable
{
    private readonly Database _database;

    // Takes the write lock at once: a transaction that only reads at first cannot wait for it later.
    public Transaction(Database database)
    {
        _database = database;
        database.Execute("BEGIN IMMEDIATE");
    }

    public void Commit() => _database.Execute("COMMIT");

    public void Dispose()
    {
        // A full disk may have ended the transaction already.
        if (raw.sqlite3_get_autocommit(_database.Handle) == 0)
        {
            _database.Execute("ROLLBACK");
        }
    }
}
