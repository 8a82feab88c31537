using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>What to run so that missing tables are made, which depends on how the application makes its own.</summary>
internal static class MissingTable
{
    /// <param name="dbContext">The context whose database lacks them.</param>
    /// <param name="row">The entity type of one of them.</param>
    /// <param name="migration">The name of a migration to add; one that the application cannot have yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> FixOfAsync(DbContext dbContext, Type row, string migration, CancellationToken cancellationToken)
    {
        var context = $"--context {dbContext.GetType().Name}";
        var update = $"dotnet ef database update {context}";
        if (dbContext.GetService<IDesignTimeModel>().Model.FindEntityType(row)?.IsTableExcludedFromMigrations() == true)
        {
            return $"{dbContext.GetType().Name} excludes the table from its migrations (ExcludeFromMigrations): run those of the context that owns it, or leave {row.Name} out of what excludes tables.";
        }

        if (!dbContext.Database.HasPendingModelChanges())
        {
            var pending = await dbContext.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false);
            return pending.Any() ? $"Run: {update}" : Script("its migrations are all applied");
        }

        // A first migration would make every table of the model, also those that are there.
        var tables = dbContext.GetService<IRelationalDatabaseCreator>();
        return !dbContext.Database.GetMigrations().Any() && await tables.HasTablesAsync(cancellationToken).ConfigureAwait(false)
            ? Script("it has tables and no migrations")
            : $"Run: dotnet ef migrations add {migration} {context} && {update}";

        string Script(string reason) => $"Run: dotnet ef dbcontext script {context} (since {reason}), and execute its statements for the tables of the outbox.";
    }
}
