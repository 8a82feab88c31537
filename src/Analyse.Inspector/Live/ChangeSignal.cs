namespace Analyse.Inspector.Live;

/// <summary>
/// Tells any number of waiting readers that something has changed. A reader takes <see cref="Next"/> before it reads;
/// then no change between its reading and its waiting is missed.
/// </summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = Create();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
