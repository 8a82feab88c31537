using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>The application's database as the relay uses it: one connection at a time, of a context of its own, never kept.</summary>
internal sealed class OutboxDatabase<TContext>(IServiceScopeFactory scopes, AnalyseOutboxOptions options, TimeProvider time) : IDisposable
    where TContext : DbContext
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile OutboxAccess? _access;

    /// <summary>Whether the database is known to be out of reach for good: inside a connection that the application uses.</summary>
    public bool IsOutOfReach => _access?.Obstacle is not null;

    /// <summary>Finds what cannot work, whatever the state of the database.</summary>
    /// <exception cref="InvalidOperationException">The database is not one the outbox knows, or the model has no outbox that works.</exception>
    public Task<OutboxAccess> CheckAsync() => WithContextAsync(AccessOf);

    /// <summary>Works with the database. The connection is back in its pool when this returns.</summary>
    /// <exception cref="OutboxModelException">The relay cannot use the database beside the application.</exception>
    public async Task<TResult> UseAsync<TResult>(Func<OutboxSession, Task<TResult>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _access is { Shared: not null } shared
                ? await UseCopyAsync(shared, work, cancellationToken).ConfigureAwait(false)
                : await WithContextAsync(dbContext => UseAsync(dbContext, work, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Works within a transaction of the application's.</summary>
    public async Task<TResult> UseAsync<TResult>(TContext dbContext, DbTransaction transaction, Func<OutboxSession, Task<TResult>> work)
    {
        var access = await AccessOf(dbContext).ConfigureAwait(false);
        return await work(SessionOn(transaction.Connection!, access, transaction)).ConfigureAwait(false);
    }

    /// <summary>Whether the database is out of reach for good.</summary>
    public async Task<bool> IsOutOfReachAsync() => (_access ?? await CheckAsync().ConfigureAwait(false)).Obstacle is not null;

    /// <summary>Runs something with a context of its own.</summary>
    public async Task<TResult> WithContextAsync<TResult>(Func<TContext, Task<TResult>> work)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var dbContext = ContextOf(scope.ServiceProvider);
            await using (dbContext.ConfigureAwait(false))
            {
                return await work(dbContext).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a statement failed because a table, or a column of it, is not there.</summary>
    public bool IsMissingTable(DbException failure) => _access?.Statements.Dialect.IsMissingTable(failure) == true;

    /// <summary>Whether a statement failed because of what a row holds.</summary>
    public bool IsAboutRow(DbException failure) => _access?.Statements.Dialect.IsAboutRow(failure) == true;

    public void Dispose() => _one.Dispose();

    /// <summary>A context of this scope that the caller disposes of.</summary>
    public static TContext ContextOf(IServiceProvider scope) =>
        scope.GetService<IDbContextFactory<TContext>>()?.CreateDbContext()
        ?? scope.GetService<TContext>()
        ?? throw new OutboxModelException(
            $"{typeof(TContext).Name} is not registered, so it cannot have an outbox. Call AddDbContext or AddDbContextFactory for it.");

    private async Task<TResult> UseAsync<TResult>(TContext dbContext, Func<OutboxSession, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var access = await AccessOf(dbContext).ConfigureAwait(false);
        if (access.Shared is not null)
        {
            return await UseCopyAsync(access, work, cancellationToken).ConfigureAwait(false);
        }

        var connection = await RelayConnection.OpenAsync(dbContext, time, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(SessionOn(connection.Connection, access)).ConfigureAwait(false);
        }
    }

    private async Task<TResult> UseCopyAsync<TResult>(OutboxAccess access, Func<OutboxSession, Task<TResult>> work, CancellationToken cancellationToken)
    {
        if (access.Obstacle is { } obstacle)
        {
            throw new OutboxModelException(obstacle);
        }

        var copy = SharedConnection.TryCopy(access.Shared!)!;
        await using (copy.ConfigureAwait(false))
        {
            var connection = await RelayConnection.OpenAsync(copy, cancellationToken).ConfigureAwait(false);
            return await work(SessionOn(connection.Connection, access)).ConfigureAwait(false);
        }
    }

    private OutboxSession SessionOn(DbConnection connection, OutboxAccess access, DbTransaction? outer = null) =>
        new(connection, access.Statements, (int)options.CommandTimeout.TotalSeconds, outer);

    private async Task<OutboxAccess> AccessOf(TContext dbContext)
    {
        if (_access is { } known)
        {
            return known;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return _access ??= OutboxAccess.Of(dbContext, () => ContextOf(scope.ServiceProvider));
        }
    }
}
