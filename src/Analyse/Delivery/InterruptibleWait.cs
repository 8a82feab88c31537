namespace Analyse.Delivery;

/// <summary>The waits of one loop, each of which anybody can cut short. A nudge between two waits cuts the next one short.</summary>
internal sealed class InterruptibleWait(TimeProvider time)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _current;
    private bool _nudged;

    public void Nudge()
    {
        lock (_lock)
        {
            _nudged = true;
            _current?.Cancel();
        }
    }

    /// <summary>Waits for something, for a time, or for a nudge, whichever comes first.</summary>
    /// <param name="wait">Completes, without throwing, also when its token is cancelled.</param>
    /// <param name="state">What <paramref name="wait"/> waits on.</param>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    public async Task ForAsync<TState>(Func<TState, CancellationToken, Task> wait, TState state, TimeSpan timeout)
    {
        using var current = new CancellationTokenSource(timeout, time);
        lock (_lock)
        {
            if (_nudged)
            {
                _nudged = false;
                return;
            }

            _current = current;
        }

        try
        {
            await wait(state, current.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _current = null;
                _nudged = false;
            }
        }
    }

    /// <summary>Waits for a time or for a nudge.</summary>
    public Task ForAsync(TimeSpan timeout) => ForAsync(static (_, token) => UntilCancelledAsync(token), this, timeout);

    private static async Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), cancelled);
        await cancelled.Task.ConfigureAwait(false);
    }
}
