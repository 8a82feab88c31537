namespace Analyse.Storage.Memory;

/// <summary>The delivery loop, waiting until enough events are there.</summary>
internal sealed class StoreWaiter(int count, long bytes)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsSatisfied(long waiting, long waitingBytes) => waiting >= count || waitingBytes >= bytes;

    public void Release() => _released.TrySetResult();

    /// <summary>Completes on release or on cancellation, without an exception for either.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static waiter => ((StoreWaiter)waiter!).Release(), this);
        await _released.Task.ConfigureAwait(false);
    }
}
