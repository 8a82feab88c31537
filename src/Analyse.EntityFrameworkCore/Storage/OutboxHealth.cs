using System.Data.Common;
using Analyse.EntityFrameworkCore.Diagnostics;
using Analyse.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>What is wrong with the database, in a sentence that says how to fix it; logged once, and once more when it is over.</summary>
internal sealed class OutboxHealth<TContext>(OutboxDatabase<TContext> database, RowHealth rows, ILogger logger)
    where TContext : DbContext
{
    private volatile string? _problem;

    public string? Problem => _problem ?? rows.Problem;

    public void Worked()
    {
        if (_problem is not null)
        {
            _problem = null;
            logger.OutboxRecovered(typeof(TContext).Name);
        }
    }

    /// <summary>Looks into a failure.</summary>
    /// <returns>Whether nothing will work before somebody has done something.</returns>
    public async Task<bool> FailedAsync(Exception failure, CancellationToken cancellationToken)
    {
        if (failure is OutboxModelException unusable)
        {
            ReportFailed(unusable.Message);
            return true;
        }

        if (failure is DbException refused && database.IsMissingTable(refused))
        {
            try
            {
                var fix = await database
                    .WithContextAsync(context => MissingTable.FixOfAsync(context, typeof(OutboxEvent), "AddAnalyseOutbox", cancellationToken))
                    .ConfigureAwait(false);
                ReportMissing(fix);
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
            ReportFailed($"The database of {typeof(TContext).Name} cannot be used now ({FailureText.Of(failure)}), so the events in its outbox wait.");
        }

        return false;
    }

    private void ReportMissing(string fix)
    {
        if (Set($"The outbox of {typeof(TContext).Name} has no table, or an old one, in its database. {fix}"))
        {
            logger.OutboxTableMissing(_problem!);
        }
    }

    private void ReportFailed(string problem)
    {
        if (Set(problem))
        {
            logger.OutboxDatabaseFailed(problem);
        }
    }

    private bool Set(string problem)
    {
        var isNew = _problem != problem;
        _problem = problem;
        return isNew;
    }
}
