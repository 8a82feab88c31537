using System.Collections.Concurrent;
using Analyse.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analyse.Tracking;

/// <summary>Runs the application's enrichers over a copy of each event.</summary>
/// <param name="enrichers">The enrichers, in the order in which they run.</param>
/// <param name="isObserved">Whether somebody wants to see a completed copy even when there is no enricher.</param>
/// <param name="logger">Tells of an enricher that throws.</param>
internal sealed class Enrichment(IEventEnricher[] enrichers, bool isObserved, ILogger logger)
{
    private ConcurrentDictionary<Type, byte>? _told;

    public bool IsNeeded { get; } = isObserved || enrichers.Length > 0;

    /// <summary>Lets each enricher change the event.</summary>
    /// <returns>False when one dropped it.</returns>
    public bool Apply(AnalyseEvent copy)
    {
        foreach (var enricher in enrichers)
        {
            try
            {
                if (!enricher.Enrich(copy))
                {
                    return false;
                }
            }
            catch (Exception fault)
            {
                if (LazyInitializer.EnsureInitialized(ref _told, static () => new()).TryAdd(enricher.GetType(), 0))
                {
                    logger.EnricherFailed(enricher.GetType().Name, fault.GetType().Name, copy.Name);
                }
            }
        }

        return true;
    }
}
