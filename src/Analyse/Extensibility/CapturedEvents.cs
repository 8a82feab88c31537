namespace Analyse.Extensibility;

/// <summary>
/// The events that were captured in one scope and are still under way; see <see cref="IScopeFlush"/>. Safe for use by many
/// threads.
/// </summary>
public sealed class CapturedEvents
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _stored = [];
    private readonly HashSet<Guid> _elsewhere = [];
    private TaskCompletionSource? _gone;

    /// <summary>Whether anything was captured that is not known to be gone.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _stored.Count == 0 && _elsewhere.Count == 0;
            }
        }
    }

    /// <summary>The events that went past the client's own store, such as rows of an outbox.</summary>
    internal IReadOnlyCollection<Guid> Elsewhere
    {
        get
        {
            lock (_lock)
            {
                return [.. _elsewhere];
            }
        }
    }

    /// <summary>An event is about to be stored.</summary>
    internal void Add(Guid id, bool isStored)
    {
        lock (_lock)
        {
            (isStored ? _stored : _elsewhere).Add(id);
        }
    }

    /// <summary>An event is with the service, is dead, or was not taken in the first place.</summary>
    internal void Remove(Guid id)
    {
        TaskCompletionSource? gone = null;
        lock (_lock)
        {
            if (_stored.Remove(id) && _stored.Count == 0)
            {
                gone = _gone;
            }

            _elsewhere.Remove(id);
        }

        gone?.TrySetResult();
    }

    /// <summary>Completes when the client's own store has none of them any more.</summary>
    internal Task WhenStoredAreGoneAsync()
    {
        lock (_lock)
        {
            if (_stored.Count == 0)
            {
                return Task.CompletedTask;
            }

            _gone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _gone.Task;
        }
    }

    /// <summary>The events that the client's own store still has.</summary>
    internal Guid[] Stored
    {
        get
        {
            lock (_lock)
            {
                return [.. _stored];
            }
        }
    }
}
