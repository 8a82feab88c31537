using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Analyse.Sqlite.Sql;

/// <summary>The rows of a running statement; disposing of them makes the statement ready for its next run.</summary>
internal readonly struct Rows(sqlite3 connection, sqlite3_stmt statement) : IDisposable
{
    /// <summary>Goes to the next row.</summary>
    /// <returns><see langword="false"/>: there is none.</returns>
    public bool Next()
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, connection);
        }

        return code == raw.SQLITE_ROW;
    }

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>The text of a column, or <see langword="null"/> when it is NULL.</summary>
    public string? TextOrNull(int column) => raw.sqlite3_column_type(statement, column) is raw.SQLITE_NULL ? null : Text(column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Int64(column));

    public TimeSpan Span(int column) => TimeSpan.FromMilliseconds(Int64(column));

    /// <summary>The bytes of a column, valid until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    // The code repeats the last step's failure, which was thrown there.
    public void Dispose() => _ = raw.sqlite3_reset(statement);
}
