using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>A source whose completed batches the watch gets to see.</summary>
internal sealed class WatchedSource(IEventSource source, DeliveryWatch watch) : IEventSource
{
    public string Description => source.Description;

    public StoreCounts Counts => source.Counts;

    public string? Problem => source.Problem;

    public bool IsImmediate => source.IsImmediate;

    public bool IsShared => source.IsShared;

    public ValueTask<IStoreMark> MarkAsync(CancellationToken cancellationToken) => source.MarkAsync(cancellationToken);

    public ValueTask<long> CountAsync(IReadOnlyCollection<Guid> events, CancellationToken cancellationToken) =>
        source.CountAsync(events, cancellationToken);

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken) => source.WaitAsync(count, bytes, cancellationToken);

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) =>
        source.ClaimAsync(maxCount, maxBytes, cancellationToken);

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        watch.Completed(batch);
        return source.CompleteAsync(batch, cancellationToken);
    }

    public ValueTask ReleaseAsync(int most, CancellationToken cancellationToken) => source.ReleaseAsync(most, cancellationToken);

    public void Abandon() => source.Abandon();
}
