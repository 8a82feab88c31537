using Analyse.Tracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.EntityFrameworkCore.Tracking;

/// <summary>The tracker's code over another sink: a context of the application.</summary>
/// <param name="scope">Gives the scope's context when it is needed; an application with a factory alone may have none.</param>
/// <param name="intake">Fills in, checks and encodes.</param>
/// <param name="context">Who and where.</param>
/// <param name="uncommitted">Counts the rows, for the wake-up after the commit.</param>
internal sealed class Outbox<TContext>(
    IServiceProvider scope, IEventIntake intake, IAnalyseContext context, UncommittedRows uncommitted) : IAnalyseOutbox<TContext>
    where TContext : DbContext
{
    public CaptureResult Capture(AnalyseEvent analyseEvent) => Capture(scope.GetRequiredService<TContext>(), analyseEvent);

    public CaptureResult Capture(string name, EventProperties? properties = null) =>
        TryMake(name, properties) is { } custom ? Capture(custom) : CaptureResult.Full;

    public CaptureResult Capture(TContext dbContext, AnalyseEvent analyseEvent)
    {
        ArgumentNullException.ThrowIfNull(dbContext);
        return intake.Capture(analyseEvent, context, new RowWriter(dbContext, uncommitted));
    }

    // Without the memory to make the event, it is rejected as if the memory had run out in the store.
    private static AnalyseEvent? TryMake(string name, EventProperties? properties)
    {
        try
        {
            return properties is null ? new AnalyseEvent(name) : new AnalyseEvent(name) { Properties = properties };
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }
}
