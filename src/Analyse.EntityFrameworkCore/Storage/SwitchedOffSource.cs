using Analyse.Storage;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>Takes the place of an outbox whose rows are not delivered, as in a test with a recorder.</summary>
internal sealed class SwitchedOffSource<TContext> : IEventSource
    where TContext : DbContext
{
    public string Description => $"outbox of {typeof(TContext).Name} (not delivered)";

    public StoreCounts Counts => default;

    public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.UnsafeRegister(static end => ((TaskCompletionSource)end!).TrySetResult(), end);
        return end.Task;
    }

    public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) => new((EventBatch?)null);

    public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Abandon()
    {
        // Rows stay where they are.
    }
}
