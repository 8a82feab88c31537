using System.Collections.Concurrent;
using Analyse.Extensibility;
using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>Tells scopes that wait for their events, and only them, what has become of each. Costs nothing while nobody waits.</summary>
internal sealed class DeliveryWatch
{
    private readonly ConcurrentDictionary<Guid, CapturedEvents> _scopes = new();

    public void Add(Guid id, CapturedEvents captured) => _scopes[id] = captured;

    public void Remove(Guid id)
    {
        if (_scopes.TryRemove(id, out var captured))
        {
            captured.Remove(id);
        }
    }

    /// <summary>It is known what became of the events of a batch.</summary>
    public void Completed(EventBatch batch)
    {
        if (_scopes.IsEmpty)
        {
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i].Kind is EventOutcomeKind.Delivered or EventOutcomeKind.Dead)
            {
                Remove(batch.Entries[i].Id);
            }
        }
    }
}
