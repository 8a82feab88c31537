namespace Analyse.Delivery;

/// <summary>
/// Brings those who ask for a flush together: a call shares the run that already covers its events, else all calls that
/// come before the next run share that one.
/// </summary>
internal sealed class FlushQueue
{
    private readonly Lock _lock = new();
    private FlushRun? _current;
    private FlushRun? _next;
    private Exception? _closed;

    /// <summary>Joins a run.</summary>
    /// <param name="accepted">How many events the store has taken up to this call; <see langword="null"/>: nobody can say.</param>
    /// <param name="isThorough">Whether what others have put into the store counts as well.</param>
    public Task Join(long? accepted, bool isThorough)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                return Task.FromException(_closed);
            }

            if (_current is { } current && current.Accepted == accepted && current.IsThorough == isThorough)
            {
                return current.Task;
            }

            _next ??= new FlushRun();
            _next.IsThorough |= isThorough;
            return _next.Task;
        }
    }

    /// <summary>Begins the next run.</summary>
    /// <returns><see langword="null"/> when nobody asked for one.</returns>
    public FlushRun? Begin(long accepted)
    {
        lock (_lock)
        {
            _current = _next;
            _next = null;
            if (_current is not null)
            {
                _current.Accepted = accepted;
            }

            return _current;
        }
    }

    public void End(FlushRun run, Exception? failure)
    {
        lock (_lock)
        {
            _current = null;
        }

        run.Complete(failure);
    }

    /// <summary>Answers everybody who still waits, and all who come later.</summary>
    public void Close(Exception failure)
    {
        FlushRun? waiting;
        lock (_lock)
        {
            _closed = failure;
            waiting = _next;
            _next = null;
        }

        waiting?.Complete(failure);
    }
}
