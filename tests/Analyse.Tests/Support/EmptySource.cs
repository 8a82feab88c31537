using Analyse.Storage;

namespace Analyse.Tests.Support;

/// <summary>A source without events that remembers who waits for some.</summary>
internal sealed class EmptySource : IEventSource
{
    private readonly TaskCompletionSource<(int Count, long Bytes)> _firstWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the first wait was for.</summary>
    public Task<(int Count, long Bytes)> FirstWait => _firstWait.Task;

    public string Description => "nothing";

    public StoreCounts Counts => default;

    public async Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        _firstWait.TrySetResult((count, bytes));
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) => new((EventBatch?)null);

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Abandon()
    {
    }
}
