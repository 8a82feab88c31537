using Analyse.Storage;
using Analyse.Storage.Memory;

namespace Analyse.Tests.Support;

/// <summary>A memory store whose next claims throw, or find that somebody else was first.</summary>
internal sealed class FaultySource : IEventSource
{
    public FaultySource() => Inner = new MemoryStore(1_000, 1_000_000, Time);

    /// <summary>The clock of the store.</summary>
    public ObservedClock Time { get; } = new();

    public int Faults { get; set; }

    public int EmptyClaims { get; set; }

    public MemoryStore Inner { get; }

    public string Description => Inner.Description;

    public StoreCounts Counts => Inner.Counts;

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        Throw();
        return Inner.WaitAsync(count, bytes, cancellationToken);
    }

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken)
    {
        Throw();
        if (EmptyClaims > 0)
        {
            EmptyClaims--;
            return default;
        }

        return Inner.ClaimAsync(maxCount, maxBytes, cancellationToken);
    }

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) => Inner.CompleteAsync(batch, cancellationToken);

    public void Abandon() => Inner.Abandon();

    private void Throw()
    {
        if (Faults > 0)
        {
            Faults--;
            throw new InvalidDataException("The store is broken.");
        }
    }
}
