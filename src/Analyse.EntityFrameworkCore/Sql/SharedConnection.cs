using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>
/// A connection that the application made itself and gives to all of its contexts, as tests do with SQLite in memory. It
/// takes one caller at a time, so the relay must not touch it: a transaction of the business may be open on it.
/// </summary>
internal static class SharedConnection
{
    /// <summary>The connection that the context was given; <see langword="null"/>: it makes one itself.</summary>
    public static DbConnection? GivenTo(DbContext dbContext) =>
        dbContext.GetService<IDbContextOptions>().Extensions.OfType<RelationalOptionsExtension>().FirstOrDefault()?.Connection;

    /// <summary>Another connection to the same database.</summary>
    /// <returns><see langword="null"/>: the database is inside that connection.</returns>
    public static DbConnection? TryCopy(DbConnection shared)
    {
        if (shared is ICloneable cloneable)
        {
            return cloneable.Clone() as DbConnection;
        }

        if (IsPrivateMemory(shared.ConnectionString) || DbProviderFactories.GetFactory(shared)?.CreateConnection() is not { } copy)
        {
            return null;
        }

        copy.ConnectionString = shared.ConnectionString;
        return copy;
    }

    // As SQLite reads it: without a shared cache, each connection to a database in memory has a database of its own.
    private static bool IsPrivateMemory(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var source = Of("Data Source") ?? Of("DataSource") ?? Of("Filename") ?? string.Empty;
        var isMemory = source.Length == 0 || source.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || source.Contains("mode=memory", StringComparison.OrdinalIgnoreCase) || Is("Mode", "Memory");
        return isMemory && !Is("Cache", "Shared") && !source.Contains("cache=shared", StringComparison.OrdinalIgnoreCase);

        string? Of(string name) => parts.TryGetValue(name, out var value) ? value as string : null;

        bool Is(string name, string value) => string.Equals(Of(name), value, StringComparison.OrdinalIgnoreCase);
    }
}
