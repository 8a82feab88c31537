using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Tracking;

namespace Analyse.Diagnostics;

/// <summary>Adds up what the stores, the refusals and the single sends know, for <see cref="AnalyseCounts"/> and <see cref="AnalyseStatus"/>.</summary>
internal sealed class ClientReport(ClientParts parts, Refusals refusals, SingleSender single, DestinationGate gate, DeliveryLoops loops)
{
    public AnalyseCounts Counts
    {
        get
        {
            var alone = single.Delivered;
            var counts = new AnalyseCounts { Accepted = alone, Delivered = alone, Refused = refusals.Total };
            foreach (var source in parts.Sources)
            {
                var store = source.Counts;
                counts = counts with
                {
                    Accepted = counts.Accepted + store.Accepted,
                    Duplicates = counts.Duplicates + store.Duplicates,
                    Delivered = counts.Delivered + store.Delivered,
                    Waiting = counts.Waiting + store.Waiting,
                    DeadLettered = counts.DeadLettered + store.DeadLettered,
                    Losses = counts.Losses + store.Losses,
                };
            }

            return counts;
        }
    }

    public TimeSpan OldestWaiting => parts.Sources.Max(static source => source.Counts.OldestAge) ?? TimeSpan.Zero;

    public long WaitingBytes => parts.Sources.Sum(static source => source.Counts.WaitingBytes);

    public AnalyseStatus StatusOf(bool isClosed) => new()
    {
        State = isClosed ? AnalyseDeliveryState.Closed : State,
        NextAttemptIn = gate.TimeUntilOpen,
        OldestWaiting = OldestWaiting,
        WaitingBytes = WaitingBytes,
        StoreProblem = parts.Sources.Select(static source => source.Problem).FirstOrDefault(static problem => problem is not null),
        Counts = Counts,
    };

    private AnalyseDeliveryState State => !parts.Settings.Current.IsOn ? AnalyseDeliveryState.Off : gate.LastState switch
    {
        GateState.BackingOff => AnalyseDeliveryState.Retrying,
        GateState.AskedToWait => AnalyseDeliveryState.AskedToWait,
        GateState.KeyRefused => AnalyseDeliveryState.KeyRefused,
        GateState.Misrouted => AnalyseDeliveryState.Misrouted,
        GateState.Rejecting => AnalyseDeliveryState.Rejecting,
        _ => loops.IsLate ? AnalyseDeliveryState.Delayed : AnalyseDeliveryState.Delivering,
    };
}
