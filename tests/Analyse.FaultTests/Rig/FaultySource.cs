using Analyse.Storage;

namespace Analyse.FaultTests.Rig;

/// <summary>A store with a bug: its next claims throw.</summary>
internal sealed class FaultySource(IEventSource inner) : IEventSource
{
    public int Faults { get; set; }

    public string Description => inner.Description;

    public StoreCounts Counts => inner.Counts;

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken) => inner.WaitAsync(count, bytes, cancellationToken);

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) =>
        Faults-- > 0 ? throw new InvalidDataException("A bug.") : inner.ClaimAsync(maxCount, maxBytes, cancellationToken);

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) => inner.CompleteAsync(batch, cancellationToken);

    public void Abandon() => inner.Abandon();
}
