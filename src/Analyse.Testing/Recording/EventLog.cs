namespace Analyse.Testing.Recording;

/// <summary>Everything that was captured, in order, and a signal for whoever waits for more.</summary>
internal sealed class EventLog
{
    private readonly Lock _lock = new();
    private List<RecordedEvent> _events = [];
    private TaskCompletionSource _changed = NewSignal();

    public IReadOnlyList<RecordedEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public void Add(RecordedEvent recorded)
    {
        lock (_lock)
        {
            _events.Add(recorded);
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _events = [];
        }
    }

    /// <summary>The first event that matches, as soon as there is one. The match runs here, not on the capturing thread.</summary>
    public async Task<RecordedEvent> WaitForAsync(Func<RecordedEvent, bool> match, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            IReadOnlyList<RecordedEvent> events;
            lock (_lock)
            {
                changed = _changed.Task;
                events = [.. _events];
            }

            if (events.FirstOrDefault(match) is { } found)
            {
                return found;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Whoever waits must not go on inside the capture that woke it.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
