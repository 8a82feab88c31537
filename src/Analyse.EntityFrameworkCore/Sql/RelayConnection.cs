using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>
/// A connection of a context, opened as the context would do it, with the application's interceptors, but without its
/// retries and without its error in the log: while the database is away, the relay tries at each poll, and reports it once.
/// </summary>
internal sealed class RelayConnection : IAsyncDisposable
{
    private readonly bool _isBorrowed;

    private RelayConnection(DbConnection connection, bool isBorrowed)
    {
        Connection = connection;
        _isBorrowed = isBorrowed;
    }

    public DbConnection Connection { get; }

    /// <summary>Opens the context's own connection, which goes back to its pool at the end.</summary>
    public static async Task<RelayConnection> OpenAsync(DbContext dbContext, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = dbContext.GetService<IRelationalConnection>();
        if (connection.DbConnection.State is ConnectionState.Open)
        {
            return new RelayConnection(connection.DbConnection, isBorrowed: true);
        }

        var diagnostics = dbContext.GetService<IRelationalConnectionDiagnosticsLogger>();
        var (began, from) = (time.GetUtcNow(), time.GetTimestamp());
        var intercepted = await diagnostics.ConnectionOpeningAsync(connection, began, cancellationToken).ConfigureAwait(false);
        if (!intercepted.IsSuppressed)
        {
            await connection.DbConnection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        await diagnostics
            .ConnectionOpenedAsync(connection, began, time.GetElapsedTime(from), cancellationToken)
            .ConfigureAwait(false);
        return new RelayConnection(connection.DbConnection, isBorrowed: false);
    }

    /// <summary>Opens a connection that belongs to nobody else.</summary>
    public static async Task<RelayConnection> OpenAsync(DbConnection own, CancellationToken cancellationToken)
    {
        await own.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new RelayConnection(own, isBorrowed: false);
    }

    public ValueTask DisposeAsync() => _isBorrowed ? ValueTask.CompletedTask : new ValueTask(Connection.CloseAsync());
}
