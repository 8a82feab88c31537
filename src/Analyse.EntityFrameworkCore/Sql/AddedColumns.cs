using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>
/// The columns that the application has added to a table of the outbox, such as a tenant or an audit column on every entity,
/// as far as the relay has to fill them: with the value that the row it comes from has, which the application gave it, or
/// else with an empty value.
/// </summary>
internal sealed class AddedColumns
{
    private static readonly DateTime _someDay = DateTime.UnixEpoch;

    private readonly StringBuilder _names = new();
    private readonly StringBuilder _values = new();
    private readonly List<string> _problems = [];

    private AddedColumns()
    {
    }

    /// <summary>The names for an <c>INSERT</c>, with a comma before each.</summary>
    public string Names => _names.ToString();

    /// <summary>The values that belong to them, with a comma before each.</summary>
    public string Values => _values.ToString();

    /// <summary>The columns that nobody can fill.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Finds what an insert into a table has to fill besides the outbox's own columns.</summary>
    /// <param name="target">The table.</param>
    /// <param name="source">The table whose rows are copied; <see langword="null"/>: the rows come from nowhere.</param>
    public static AddedColumns Of(MappedTable target, MappedTable? source)
    {
        var added = new AddedColumns();
        foreach (var column in ColumnsOf(target))
        {
            if (IsFilledByDatabase(column))
            {
                continue;
            }

            if (source is not null && CounterpartOf(column, source) is { } same)
            {
                added.Add(target, column, $"{source.Name}.{source.Sql.DelimitIdentifier(same.Name)}");
            }
            else if (IsNeeded(column))
            {
                added.AddEmpty(target, column);
            }
        }

        return added;
    }

    private static IEnumerable<IColumn> ColumnsOf(MappedTable table)
    {
        var own = table.Properties.Values.ToHashSet();
        return table.Row.GetTableMappings().First().Table.Columns
            .Where(column => !column.PropertyMappings.Any(mapping => own.Contains(mapping.Property)))
            .OrderBy(static column => column.Name, StringComparer.Ordinal);
    }

    private static IColumn? CounterpartOf(IColumn column, MappedTable source) => ColumnsOf(source).FirstOrDefault(other =>
        other.StoreType == column.StoreType && (other.Name == column.Name || PropertyOf(other)?.Name == PropertyOf(column)?.Name));

    private static IProperty? PropertyOf(IColumn column) => column.PropertyMappings is [var first, ..] ? first.Property : null;

    // Versions, sequences and what is computed are the database's own business.
    private static bool IsFilledByDatabase(IColumn column) =>
        column.ComputedColumnSql is not null
        || PropertyOf(column) is not { } property
        || property.ValueGenerated is ValueGenerated.OnAddOrUpdate or ValueGenerated.OnUpdate or ValueGenerated.OnUpdateSometimes
        || (property.ValueGenerated is ValueGenerated.OnAdd && !column.TryGetDefaultValue(out _) && IsCounted(property.ClrType));

    private static bool IsCounted(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { } plain
        && (plain == typeof(int) || plain == typeof(long) || plain == typeof(short));

    private static bool IsNeeded(IColumn column) =>
        !column.IsNullable && column.DefaultValueSql is null && !column.TryGetDefaultValue(out _);

    private void AddEmpty(MappedTable target, IColumn column)
    {
        var property = PropertyOf(column)!;
        if (!property.IsForeignKey() && EmptyLiteral(property) is { } literal)
        {
            Add(target, column, literal);
            return;
        }

        var reason = property.IsForeignKey() ? "refers to another table" : $"is of a type that has no empty value ({column.StoreType})";
        _problems.Add(
            $"Column {column.Name} of table {target.PlainName} ({target.Row.ClrType.Name}.{property.Name}) is required, has no default and {reason}, "
            + "so the outbox has no value for it. Make it nullable, give it a default value, or leave "
            + $"{target.Row.ClrType.Name} out of what adds it.");
    }

    private static string? EmptyLiteral(IProperty property)
    {
        try
        {
            return EmptyValue(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { } value
                ? property.GetRelationalTypeMapping().GenerateSqlLiteral(value)
                : null;
        }
        catch (Exception)
        {
            // The application's own conversion, or its own type, does not take the value.
            return null;
        }
    }

    private static object? EmptyValue(Type type) => type switch
    {
        _ when type == typeof(string) => string.Empty,
        _ when type == typeof(byte[]) => Array.Empty<byte>(),
        _ when type == typeof(DateTime) => _someDay,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(_someDay),
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(_someDay),
        _ when type.IsValueType => Activator.CreateInstance(type),
        _ => null,
    };

    private void Add(MappedTable target, IColumn column, string value)
    {
        _names.Append(CultureInfo.InvariantCulture, $", {target.Sql.DelimitIdentifier(column.Name)}");
        _values.Append(CultureInfo.InvariantCulture, $", {value}");
    }
}
