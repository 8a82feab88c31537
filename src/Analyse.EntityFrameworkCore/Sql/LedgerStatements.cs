using System.Globalization;
using System.Text;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>Every statement of the ledger, for its table as the model names it.</summary>
internal sealed class LedgerStatements
{
    private readonly string _find;

    public LedgerStatements(OutboxDialect dialect, MappedTable ledger, AddedColumns added)
    {
        var table = ledger.Name;
        var (key, value, person) = (
            ledger[nameof(OutboxLedgerEntry.Key)], ledger[nameof(OutboxLedgerEntry.Value)], ledger[nameof(OutboxLedgerEntry.PersonId)]);
        var (version, day) = (ledger[nameof(OutboxLedgerEntry.Version)], ledger[nameof(OutboxLedgerEntry.Day)]);
        var today = $"coalesce((SELECT {day} FROM {table} WHERE {key} = ''), 0)";
        _find = $"SELECT {key}, {value}, {person}, {version} FROM {table} WHERE {key} IN (@k0";
        Insert = $"""
            INSERT INTO {table} ({key}, {value}, {person}, {version}, {day}{added.Names})
            VALUES (@key, @value, @person, 1, {today}{added.Values})
            ON CONFLICT ({key}) DO NOTHING
            """;
        Update = $"""
            UPDATE {table} SET {value} = @value, {person} = @person, {version} = {version} + 1, {day} = {today}
            WHERE {key} = @key AND {version} = @version
            """;
        // The clock of a server can be set, too. Whatever it does between two looks at it, a day at most has passed.
        PassDay = $"""
            INSERT INTO {table} AS l ({key}, {value}, {version}, {day}{added.Names}) VALUES ('', '', {dialect.Now}, 1{added.Values})
            ON CONFLICT ({key}) DO UPDATE SET
                {day} = l.{day} + CASE WHEN l.{version} <= excluded.{version} THEN 1 ELSE 0 END,
                {version} = excluded.{version}
            WHERE excluded.{version} - l.{version} >= @length OR excluded.{version} < l.{version}
            """;
        Forget = $"""
            DELETE FROM {table} WHERE {key} IN (
                SELECT {key} FROM {table} WHERE {key} <> '' AND {day} < {today} - @days ORDER BY {day} LIMIT @count)
            """;
    }

    /// <summary>Adds an entry, unless its key is there.</summary>
    public string Insert { get; }

    /// <summary>Writes the next version of an entry, unless another one was written since it was read.</summary>
    public string Update { get; }

    /// <summary>Counts a day of the ledger when one has passed.</summary>
    public string PassDay { get; }

    /// <summary>Deletes so many of the entries that were last written before so many days.</summary>
    public string Forget { get; }

    /// <summary>Finds the entries of so many keys, <c>@k0</c> and so on, as one statement sees them.</summary>
    public string Find(int count)
    {
        var sql = new StringBuilder(_find);
        for (var i = 1; i < count; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $", @k{i}");
        }

        return sql.Append(')').ToString();
    }
}
