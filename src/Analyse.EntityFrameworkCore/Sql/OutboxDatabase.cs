using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>The application's database as the relay uses it: one connection at a time, of a context of its own, never kept.</summary>
internal sealed class OutboxDatabase<TContext>(IServiceScopeFactory scopes, AnalyseOutboxOptions options) : IDisposable
    where TContext : DbContext
{
    private readonly SemaphoreSlim _one = new(1);
    private OutboxStatements? _statements;

    /// <summary>Finds what cannot work, whatever the state of the database.</summary>
    /// <exception cref="InvalidOperationException">The database is not one the outbox knows, or the model has no outbox.</exception>
    public async Task<OutboxStatements> CheckAsync()
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var dbContext = ContextOf(scope.ServiceProvider);
            await using (dbContext.ConfigureAwait(false))
            {
                return _statements ??= new OutboxStatements(dbContext);
            }
        }
    }

    /// <summary>Works with the database. The connection is back in its pool when this returns.</summary>
    public async Task<TResult> UseAsync<TResult>(Func<OutboxSession, Task<TResult>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var dbContext = ContextOf(scope.ServiceProvider);
                await using (dbContext.ConfigureAwait(false))
                {
                    _statements ??= new OutboxStatements(dbContext);
                    await dbContext.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                    return await work(new OutboxSession(dbContext, _statements, (int)options.CommandTimeout.TotalSeconds)).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Works within a transaction of the application's.</summary>
    public Task<TResult> UseAsync<TResult>(TContext dbContext, DbTransaction transaction, Func<OutboxSession, Task<TResult>> work)
    {
        _statements ??= new OutboxStatements(dbContext);
        return work(new OutboxSession(dbContext, _statements, (int)options.CommandTimeout.TotalSeconds, transaction));
    }

    /// <summary>What to run so that the tables are made, which depends on how the application makes its own.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="migration">The name of a migration to add; one that the application cannot have yet.</param>
    public async Task<string> MendAsync(CancellationToken cancellationToken, string migration = "AddAnalyseOutbox")
    {
        var context = $"--context {typeof(TContext).Name}";
        var update = $"dotnet ef database update {context}";
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var dbContext = ContextOf(scope.ServiceProvider);
            await using (dbContext.ConfigureAwait(false))
            {
                var database = dbContext.Database;
                if (!database.HasPendingModelChanges())
                {
                    var pending = await database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false);
                    return pending.Any() ? update : Script("its migrations are all applied");
                }

                // A first migration would make every table of the model, also those that are there.
                var tables = dbContext.GetService<IRelationalDatabaseCreator>();
                return !database.GetMigrations().Any() && await tables.HasTablesAsync(cancellationToken).ConfigureAwait(false)
                    ? Script("it has tables and no migrations")
                    : $"dotnet ef migrations add {migration} {context} && {update}";
            }
        }

        string Script(string reason) => $"dotnet ef dbcontext script {context} (since {reason}), and execute its statements for the tables of the outbox.";
    }

    /// <summary>Whether a statement failed because a table, or a column of it, is not there.</summary>
    public bool IsMissingTable(DbException failure) => _statements?.Dialect.IsMissingTable(failure) == true;

    public void Dispose() => _one.Dispose();

    /// <summary>A context of this scope that the caller disposes of.</summary>
    public static TContext ContextOf(IServiceProvider scope) =>
        scope.GetService<IDbContextFactory<TContext>>()?.CreateDbContext()
        ?? scope.GetService<TContext>()
        ?? throw new InvalidOperationException(
            $"{typeof(TContext).Name} is not registered, so it cannot have an outbox. Call AddDbContext or AddDbContextFactory for it.");
}
