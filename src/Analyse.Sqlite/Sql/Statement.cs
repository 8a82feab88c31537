using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Analyse.Sqlite.Sql;

/// <summary>
/// A statement that is prepared once and run again and again. It stands on SQLite's own interface, because that takes and
/// gives bytes without a copy and allocates nothing.
/// </summary>
internal sealed class Statement(sqlite3 connection, string sql) : IDisposable
{
    private readonly sqlite3_stmt _statement = Prepare(connection, sql);

    public Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, index, value));
        return this;
    }

    public Statement Bind(int index, DateTimeOffset value) => Bind(index, value.ToUnixTimeMilliseconds());

    public Statement Bind(int index, TimeSpan value) => Bind(index, (long)value.TotalMilliseconds);

    /// <summary>In the order of its text, so that the ids of new events stand side by side in an index.</summary>
    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    /// <summary>Runs the statement to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        using var rows = Query();
        while (rows.Next())
        {
        }

        return raw.sqlite3_changes(connection);
    }

    /// <summary>Runs the statement row by row.</summary>
    public Rows Query() => new(connection, _statement);

    public void Dispose() => _statement.Dispose();

    private static sqlite3_stmt Prepare(sqlite3 connection, string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, sql, out var statement), connection);
        return statement;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection);
}
