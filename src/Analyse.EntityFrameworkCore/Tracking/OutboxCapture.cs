using System.Transactions;
using Analyse.EntityFrameworkCore.Sql;
using Analyse.Receipts;
using Analyse.Tracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>Safe is what the database has committed: all events of a call in one transaction of their own.</summary>
internal sealed class OutboxCapture<TContext>(
    IServiceScopeFactory scopes, IEventIntake intake, UncommittedRows uncommitted) : ISafeCapture
    where TContext : DbContext
{
    public async Task<IReadOnlyList<CaptureResult>> CaptureAsync(
        IReadOnlyList<AnalyseEvent> events, CancellationToken cancellationToken = default)
    {
        // A transaction of the caller's that is all around would decide later, and may roll back.
        using var alone = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var dbContext = OutboxDatabase<TContext>.ContextOf(scope.ServiceProvider);
            await using (dbContext.ConfigureAwait(false))
            {
                var writer = new RowWriter(dbContext, uncommitted);
                CaptureResult[] results = [.. events.Select(analyseEvent => intake.Capture(analyseEvent, context: null, writer))];
                await dbContext.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return results;
            }
        }
    }
}
