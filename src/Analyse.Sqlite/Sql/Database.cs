using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Analyse.Sqlite.Sql;

/// <summary>One connection to a database file, used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private const int BusyTimeoutInMilliseconds = 5_000;

    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _beginWrite;
    private readonly Statement _beginRead;

    private Database(SqliteConnection connection)
    {
        _connection = connection;
        // Takes the write lock at once: a transaction that only reads at first cannot wait for it later.
        _beginWrite = Prepare("BEGIN IMMEDIATE");
        _beginRead = Prepare("BEGIN");
        Commit = Prepare("COMMIT");
    }

    public Statement Commit { get; }

    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens a file that exists.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static Database Open(string path)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            // A pooled connection would keep a file open that was moved aside.
            Pooling = false,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusyTimeoutInMilliseconds);
            return new Database(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(Handle, sql);
        _statements.Add(statement);
        return statement;
    }

    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Handle, sql), Handle);

    public long QueryInt64(string sql)
    {
        using var statement = new Statement(Handle, sql);
        using var rows = statement.Query();
        return rows.Next() ? rows.Int64(0) : 0;
    }

    public Transaction BeginWrite() => new(this, _beginWrite);

    public Transaction BeginRead() => new(this, _beginRead);

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
