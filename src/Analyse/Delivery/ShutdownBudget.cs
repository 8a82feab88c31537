namespace Analyse.Delivery;

/// <summary>
/// The time that flushing may take when the application stops, which the first flush and the last one share. The time in
/// between, while the web server ends its requests, costs nothing.
/// </summary>
internal sealed class ShutdownBudget(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _firstFlushBegan;
    private TimeSpan? _spent;
    private bool _isFlushing;

    /// <summary>The first flush has begun; it ends with the task.</summary>
    public void Begin(Task firstFlush)
    {
        lock (_lock)
        {
            _firstFlushBegan = time.GetTimestamp();
            _isFlushing = true;
        }

        firstFlush.ContinueWith(
            task =>
            {
                // The last flush says what failed.
                _ = task.Exception;
                End();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public TimeSpan Remaining(TimeSpan total)
    {
        lock (_lock)
        {
            var spent = _isFlushing ? time.GetElapsedTime(_firstFlushBegan) : _spent ?? TimeSpan.Zero;
            return spent < total ? total - spent : TimeSpan.Zero;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _spent = time.GetElapsedTime(_firstFlushBegan);
            _isFlushing = false;
        }
    }
}
