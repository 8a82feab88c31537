using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore;

/// <summary>
/// Captures events as rows of a context: the event exists exactly when the transaction that saves the row commits, and any
/// instance of the application delivers it afterwards. A scoped service; person and page are filled in as by <see cref="IAnalyseTracker"/>.
/// </summary>
/// <typeparam name="TContext">The context.</typeparam>
public interface IAnalyseOutbox<TContext>
    where TContext : DbContext
{
    /// <summary>Adds an event to the <typeparamref name="TContext"/> of this scope. <c>SaveChangesAsync</c> decides.</summary>
    /// <param name="analyseEvent">The event.</param>
    /// <returns>
    /// <see cref="CaptureResult.Accepted"/>: the row was added; or why it was refused. An event with an
    /// <see cref="AnalyseEvent.IdempotencyKey"/> is always added: which of its rows is delivered shows later.
    /// </returns>
    CaptureResult Capture(AnalyseEvent analyseEvent);

    /// <summary>Adds an event of your own to the <typeparamref name="TContext"/> of this scope.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="properties">What is to be known of it.</param>
    /// <returns>The same as <see cref="Capture(AnalyseEvent)"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    CaptureResult Capture(string name, EventProperties? properties = null);

    /// <summary>Adds an event to a context that you made yourself, such as with an <c>IDbContextFactory</c>.</summary>
    /// <param name="dbContext">The context.</param>
    /// <param name="analyseEvent">The event.</param>
    /// <returns>The same as <see cref="Capture(AnalyseEvent)"/>.</returns>
    CaptureResult Capture(TContext dbContext, AnalyseEvent analyseEvent);
}
