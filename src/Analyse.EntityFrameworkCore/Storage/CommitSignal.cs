using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>Tells the relay of this process that rows were committed.</summary>
internal sealed class CommitSignal<TContext>
    where TContext : DbContext
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = New();
    private int _rows;

    /// <summary>Rows were committed.</summary>
    public void Committed(int rows)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _rows += rows;
            waiting = _next;
        }

        waiting.TrySetResult();
    }

    /// <summary>Rows that were committed since the last call.</summary>
    public int Take()
    {
        lock (_lock)
        {
            var rows = _rows;
            _rows = 0;
            _next = _next.Task.IsCompleted ? New() : _next;
            return rows;
        }
    }

    /// <summary>Completes when rows were committed and not taken, when the time is over, or when the token is cancelled.</summary>
    public async Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Task next;
        lock (_lock)
        {
            next = _next.Task;
        }

        await next.WaitAsync(timeout, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
