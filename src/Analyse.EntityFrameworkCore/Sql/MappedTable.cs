using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>
/// A table of the outbox as the application's model maps it in the end: conventions, loops over all entity types and
/// configuration of the application's own may have renamed it and its columns, and added others.
/// </summary>
internal sealed class MappedTable
{
    private readonly Dictionary<string, string> _columns = [];

    private MappedTable(IEntityType row, StoreObjectIdentifier table, ISqlGenerationHelper sql)
    {
        Row = row;
        Sql = sql;
        Name = sql.DelimitIdentifier(table.Name, table.Schema);
        PlainName = table.Name;
        foreach (var member in MembersOf(row.ClrType))
        {
            if (row.FindProperty(member.Name) is { } property && property.GetColumnName(table) is { } column)
            {
                Properties[member.Name] = property;
                _columns[member.Name] = sql.DelimitIdentifier(column);
            }
        }
    }

    public IEntityType Row { get; }

    /// <summary>The name as it is written in SQL.</summary>
    public string Name { get; }

    /// <summary>The name as the model has it.</summary>
    public string PlainName { get; }

    /// <summary>The outbox's own properties that have a column, by name.</summary>
    public Dictionary<string, IProperty> Properties { get; } = [];

    public ISqlGenerationHelper Sql { get; }

    /// <summary>The column of a property, as it is written in SQL.</summary>
    public string this[string property] => _columns[property];

    /// <exception cref="OutboxModelException">The model has no such table.</exception>
    public static MappedTable Of<TRow>(DbContext dbContext)
    {
        var row = dbContext.Model.FindEntityType(typeof(TRow)) ?? throw new OutboxModelException(
            $"The model of {dbContext.GetType().Name} has no outbox ({typeof(TRow).Name} is not in it). Call modelBuilder.AddAnalyseOutbox() in its OnModelCreating, then add a migration.");
        var table = StoreObjectIdentifier.Create(row, StoreObjectType.Table) ?? throw new OutboxModelException(
            $"{typeof(TRow).Name} has no table in the model of {dbContext.GetType().Name}, so the outbox cannot keep its rows. Leave it out of what maps entity types to views, queries or nothing.");
        return new MappedTable(row, table, dbContext.GetService<ISqlGenerationHelper>());
    }

    public static IEnumerable<PropertyInfo> MembersOf(Type row) => row.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
