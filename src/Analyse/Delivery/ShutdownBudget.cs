namespace Analyse.Delivery;

/// <summary>
/// The time that flushing may take when the application stops, which all flushes of the stop share. The time in between,
/// while the web server ends its requests, costs nothing.
/// </summary>
internal sealed class ShutdownBudget(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _began;
    private TimeSpan _spent;
    private int _running;

    /// <summary>A flush has begun, which costs time until the task ends.</summary>
    public void Spend(Task flush)
    {
        lock (_lock)
        {
            if (_running++ == 0)
            {
                _began = time.GetTimestamp();
            }
        }

        flush.ContinueWith(
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
            var spent = _spent + (_running > 0 ? time.GetElapsedTime(_began) : TimeSpan.Zero);
            return spent < total ? total - spent : TimeSpan.Zero;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_running == 0)
            {
                _spent += time.GetElapsedTime(_began);
            }
        }
    }
}
