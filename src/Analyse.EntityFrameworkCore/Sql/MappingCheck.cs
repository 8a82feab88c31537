using System.Reflection;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>
/// Finds what an application's conventions have done to a table of the outbox that its statements cannot work with, with
/// the column and the fix of each.
/// </summary>
internal static class MappingCheck
{
    private const int AnyLength = int.MaxValue;

    // In characters, which is what databases count; what is longer than a name's column is cut, and this is not.
    private static readonly Dictionary<(Type, string), int> _lengths = new()
    {
        [(typeof(OutboxLedgerEntry), nameof(OutboxLedgerEntry.Key))] = LedgerLimits.MaxKeyLength,
        [(typeof(OutboxLedgerEntry), nameof(OutboxLedgerEntry.Value))] = LedgerLimits.MaxValueBytes,
        [(typeof(OutboxLedgerEntry), nameof(OutboxLedgerEntry.PersonId))] = AnyLength,
    };

    private static readonly HashSet<(Type, string)> _optional =
    [
        (typeof(OutboxEvent), nameof(OutboxEvent.EventId)),
        (typeof(OutboxEvent), nameof(OutboxEvent.LeaseId)),
        (typeof(OutboxEvent), nameof(OutboxEvent.LeaseUntil)),
        (typeof(OutboxDeadLetter), nameof(OutboxDeadLetter.EventId)),
        (typeof(OutboxLedgerEntry), nameof(OutboxLedgerEntry.PersonId)),
    ];

    public static IEnumerable<string> ProblemsOf(MappedTable table)
    {
        foreach (var member in MappedTable.MembersOf(table.Row.ClrType))
        {
            if (!table.Properties.TryGetValue(member.Name, out var property))
            {
                yield return $"{Name(table, member)} has no column. Leave {table.Row.ClrType.Name} out of what ignores properties.";
            }
            else if (ProblemOf(table, member, property) is { } problem)
            {
                yield return problem;
            }
        }

        var key = MappedTable.MembersOf(table.Row.ClrType).First().Name;
        if (table.Row.FindPrimaryKey() is not { Properties: [var only] } || only.Name != key)
        {
            yield return $"The primary key of {Name(table)} is not {key} alone. Leave {table.Row.ClrType.Name} out of what changes keys.";
        }
    }

    private static string? ProblemOf(MappedTable table, PropertyInfo member, IProperty property)
    {
        var place = (table.Row.ClrType, member.Name);
        var mapping = property.GetRelationalTypeMapping();
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        if (mapping.Converter is not null && !(type == typeof(Guid) && stored == typeof(string)))
        {
            return $"{Name(table, member)} is converted ({type.Name} to {stored.Name}), so the statements of the outbox would not find its rows. Leave {table.Row.ClrType.Name} out of what sets conversions, or set HasConversion((ValueConverter?)null) for it.";
        }

        if (_optional.Contains(place) && !property.IsNullable)
        {
            return $"{Name(table, member)} is required, and most rows have none. Set IsRequired(false) for it.";
        }

        return _lengths.TryGetValue(place, out var needed) && TextColumn.LengthOf(property) is { } length && length < needed
            ? $"{Name(table, member)} is limited to {length} characters, and {Needs(needed)}. Set HasMaxLength(null) and HasColumnType(null) for it."
            : null;
    }

    private static string Needs(int length) => length is AnyLength ? "an id may be longer" : $"{length} are needed";

    private static string Name(MappedTable table) => $"{table.Row.ClrType.Name} (table {table.PlainName})";

    private static string Name(MappedTable table, PropertyInfo member) =>
        table.Properties.TryGetValue(member.Name, out var property)
            ? $"{table.Row.ClrType.Name}.{member.Name} (column {property.GetColumnName()} of table {table.PlainName})"
            : $"{table.Row.ClrType.Name}.{member.Name} (table {table.PlainName})";
}
