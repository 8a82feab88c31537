using SQLitePCL;

namespace Analyse.Sqlite.Sql;

/// <summary>A transaction, undone unless it is committed.</summary>
internal sealed class Transaction : IDisposable
{
    private readonly Database _database;

    public Transaction(Database database, Statement begin)
    {
        _database = database;
        begin.Run();
    }

    public void Commit() => _database.Commit.Run();

    public void Dispose()
    {
        // A full disk may have ended the transaction already.
        if (raw.sqlite3_get_autocommit(_database.Handle) == 0)
        {
            _database.Execute("ROLLBACK");
        }
    }
}
