using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>How ids are stored: as the database stores them by itself, or as the text that the application's model makes of them.</summary>
internal sealed class IdForm
{
    private readonly ValueConverter? _toText;

    private IdForm(ValueConverter? toText) => _toText = toText;

    /// <summary>Whether ids are text by the application's own conversion.</summary>
    public bool IsText => _toText is not null;

    /// <exception cref="OutboxModelException">They are stored in more ways than one.</exception>
    public static IdForm Of(IEnumerable<MappedTable> tables)
    {
        var forms = tables
            .SelectMany(static table => table.Properties.Values)
            .Where(static property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid))
            .Select(static property => (property, converter: property.GetRelationalTypeMapping().Converter))
            .ToLookup(static form => form.converter?.GetType());
        return forms.Count == 1
            ? new IdForm(forms.First().First().converter)
            : throw new OutboxModelException(
                $"The ids of the outbox are stored in {forms.Count} ways ({string.Join(", ", forms.Select(static form => $"{form.First().property.DeclaringType.ClrType.Name}.{form.First().property.Name}"))}), so its statements cannot compare them. Convert all of them, or none.");
    }

    public object ToStored(Guid id) => _toText?.ConvertToProvider(id) ?? id;

    public Guid Read(DbDataReader reader, int ordinal) =>
        _toText is null ? reader.GetGuid(ordinal) : (Guid)_toText.ConvertFromProvider(reader.GetString(ordinal))!;
}
