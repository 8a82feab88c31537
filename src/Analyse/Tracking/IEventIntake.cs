using Analyse.Storage;

namespace Analyse.Tracking;

/// <summary>
/// What an event passes on its way into a store: identity, enrichers, checks and encoding. For packages that bring a store
/// of their own, so that an event is the same whichever store takes it.
/// </summary>
public interface IEventIntake
{
    /// <summary>Prepares an event and hands it to a writer. What is refused is counted and logged.</summary>
    /// <param name="analyseEvent">The event.</param>
    /// <param name="context">Who and where; <see langword="null"/>: the event says it itself.</param>
    /// <param name="writer">What takes the event.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException"><paramref name="context"/> is <see langword="null"/>, and neither id was ever set on the event.</exception>
    CaptureResult Capture(AnalyseEvent analyseEvent, IAnalyseContext? context, IEventWriter writer);
}
