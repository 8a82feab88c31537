using System.Data.Common;
using Analyse.EntityFrameworkCore.Diagnostics;
using Analyse.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What is wrong with the database, in a sentence that says how to mend it; told once, and once more when it is over.</summary>
internal sealed class OutboxHealth<TContext>(OutboxDatabase<TContext> database, ILogger logger)
    where TContext : DbContext
{
    private volatile string? _problem;

    public string? Problem => _problem;

    public void Worked()
    {
        if (_problem is not null)
        {
            _problem = null;
            logger.OutboxRecovered(typeof(TContext).Name);
        }
    }

    /// <summary>Looks into a failure.</summary>
    /// <returns>Whether a table is missing, so that nothing will work before somebody has made it.</returns>
    public async Task<bool> FailedAsync(Exception failure, CancellationToken cancellationToken)
    {
        if (failure is DbException refused && database.IsMissingTable(refused))
        {
            try
            {
                TellMissing(await database.MendAsync(cancellationToken).ConfigureAwait(false));
                return true;
            }
            catch (Exception another)
            {
                // The database went away, or nobody waits any more, while it was asked what is missing.
                failure = another;
            }
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            TellFailed(failure);
        }

        return false;
    }

    private void TellMissing(string commands)
    {
        if (Set($"The outbox of {typeof(TContext).Name} has no table, or an old one, in its database. Run: {commands}"))
        {
            logger.OutboxTableMissing(_problem!);
        }
    }

    private void TellFailed(Exception failure)
    {
        if (Set($"The database of {typeof(TContext).Name} cannot be used now ({failure.GetType().Name}), so the events in its outbox wait."))
        {
            logger.OutboxDatabaseFailed(_problem!);
        }
    }

    private bool Set(string problem)
    {
        var isNew = _problem != problem;
        _problem = problem;
        return isNew;
    }
}
