using Microsoft.Data.Sqlite;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>Looks into a store's file as another process would.</summary>
internal sealed class FileReader : IDisposable
{
    private readonly SqliteConnection _connection;

    public FileReader(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
    }

    public long Count(string table) => (long)Scalar($"SELECT count(*) FROM {table}");

    public object Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The books in the file say what its rows say.</summary>
    public bool BooksMatchRows() => (long)Scalar(
        """
        SELECT accepted - delivered - dead - deleted - evicted - expired = (SELECT count(*) FROM event)
           AND dead = (SELECT count(*) FROM dead_letter)
           AND dead_bytes = (SELECT coalesce(sum(length(json)), 0) FROM dead_letter)
           AND bytes = (SELECT coalesce(sum(length(json)), 0) FROM event) FROM books
        """) == 1;

    public string Integrity() => (string)Scalar("PRAGMA integrity_check");

    public void Dispose() => _connection.Dispose();
}
