using System.Data.Common;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>
/// What a database says of a failure, as far as it names no value: the SQLSTATE, the constraint, the column and the table.
/// Messages of PostgreSQL may quote what a row holds.
/// </summary>
internal static class FailureText
{
    private static readonly (string Key, string Word)[] _names =
        [("ConstraintName", "constraint"), ("ColumnName", "column"), ("TableName", "table")];

    public static string Of(Exception failure)
    {
        if (failure is not DbException refused)
        {
            return failure.GetType().Name;
        }

        if (refused.SqlState is not { } state)
        {
            // SQLite has no SQLSTATE; its messages name the number, the constraint and the column.
            return refused.Message.StartsWith("SQLite Error", StringComparison.Ordinal) ? refused.Message.TrimEnd('.') : refused.GetType().Name;
        }

        var names = _names
            .Select(name => (name.Word, Value: refused.Data[name.Key] as string))
            .Where(static name => !string.IsNullOrEmpty(name.Value))
            .Select(static name => $", {name.Word} {name.Value}");
        return $"{refused.GetType().Name}, SQLSTATE {state}{string.Concat(names)}";
    }
}
