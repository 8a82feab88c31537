using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>One short use of the database: a connection, and the statements made on it.</summary>
internal sealed class OutboxSession(DbContext dbContext, OutboxStatements statements, int commandTimeout, DbTransaction? outer = null)
{
    private const string Savepoint = "analyse_ledger";

    private DbTransaction? _transaction;

    public OutboxStatements Statements => statements;

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        var command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<List<TRow>> ReadAsync<TRow>(
        string sql, Func<DbDataReader, TRow> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        var rows = new List<TRow>();
        var command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }

    /// <summary>Runs statements in one transaction. The first of them must write: see <see cref="OutboxDialect.Isolation"/>.</summary>
    public async Task<TResult> TransactAsync<TResult>(Func<Task<TResult>> work, CancellationToken cancellationToken)
    {
        TResult? result = default;
        await TryTransactAsync(
            async () =>
            {
                result = await work().ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return result!;
    }

    /// <summary>Runs statements in one transaction, which is undone when the work says so.</summary>
    /// <returns>Whether it was committed.</returns>
    public async Task<bool> TryTransactAsync(Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        if (outer is not null)
        {
            return await TryWithinAsync(outer, work, cancellationToken).ConfigureAwait(false);
        }

        _transaction = await dbContext.Database.GetDbConnection()
            .BeginTransactionAsync(statements.Dialect.Isolation, cancellationToken)
            .ConfigureAwait(false);
        await using (_transaction.ConfigureAwait(false))
        {
            var isDone = await work().ConfigureAwait(false);
            if (isDone)
            {
                // Of a commit that is given up nobody knows whether it took place, and a claim might be held by nobody.
                await _transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            }

            _transaction = null;
            return isDone;
        }
    }

    /// <summary>Ids as a value of the parameter <c>@ids</c>.</summary>
    public (string Name, object Value) Ids(IReadOnlyCollection<Guid> ids) => ("ids", statements.Dialect.ToParameter(ids));

    // Whether it stays is for the one to decide whose transaction it is.
    private static async Task<bool> TryWithinAsync(DbTransaction outer, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        await outer.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        var isDone = await work().ConfigureAwait(false);
        if (!isDone)
        {
            await outer.RollbackAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        }

        await outer.ReleaseAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        return isDone;
    }

    // Not through the context: the retries and the interceptors of the application are for its own commands.
    private DbCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = dbContext.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The text holds the names of tables, delimited, and nothing that comes from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = commandTimeout;
        command.Transaction = _transaction ?? outer;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
