namespace Analyse;

/// <summary>
/// Sees each event before it is stored and may change or drop it. Register it with
/// <see cref="IAnalyseBuilder.AddEnricher{TEnricher}"/>; several run in the order of registration.
/// </summary>
public interface IEventEnricher
{
    /// <summary>Changes or drops an event. Runs on the capturing thread: it must be quick and safe for many threads.</summary>
    /// <remarks>When it throws, that is logged and the event goes on as it is: an enricher that must remove something must not throw.</remarks>
    /// <param name="analyseEvent">A copy of the captured event, with ids, page and time filled in.</param>
    /// <returns>True to keep the event, false to drop it (<see cref="CaptureResult.Filtered"/>).</returns>
    bool Enrich(AnalyseEvent analyseEvent);
}
