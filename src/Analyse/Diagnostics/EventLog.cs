using Analyse.Storage;
using Microsoft.Extensions.Logging;

namespace Analyse.Diagnostics;

/// <summary>One line per event at each turn of its life, at Debug: why a certain event is missing has an answer there.</summary>
internal static class EventLog
{
    public static void Outcomes(ILogger logger, EventBatch batch)
    {
        if (!logger.IsEnabled(LogLevel.Debug) && !HasDead(batch))
        {
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            ref readonly var entry = ref batch.Entries[i];
            var outcome = batch.Outcomes[i];
            switch (outcome.Kind)
            {
                case EventOutcomeKind.Delivered:
                    logger.EventDelivered(entry.Name, entry.Id);
                    break;
                case EventOutcomeKind.Dead:
                    logger.EventDead(entry.Name, entry.Id, outcome.Reason!);
                    break;
                default:
                    logger.EventKept(entry.Name, entry.Id);
                    break;
            }
        }
    }

    private static bool HasDead(EventBatch batch)
    {
        foreach (var outcome in batch.Outcomes)
        {
            if (outcome.Kind is EventOutcomeKind.Dead)
            {
                return true;
            }
        }

        return false;
    }
}
