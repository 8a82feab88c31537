using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>
/// What the service has said, for everything that is sent to it: when the next attempt may be, and whether anything ever
/// went through. One gate per destination, shared by all loops.
/// </summary>
internal sealed class DestinationGate(TimeProvider time, Func<double> chance)
{
    private readonly Lock _lock = new();
    private GateState _state;
    private long _since;
    private TimeSpan _wait;
    private int _failures;
    private int _pauses;
    private bool _hasDelivered;

    /// <summary>Why nothing is sent now.</summary>
    public GateState State
    {
        get
        {
            lock (_lock)
            {
                return Remaining() > TimeSpan.Zero ? _state : GateState.Open;
            }
        }
    }

    /// <summary>What the last answer meant, also when the wait that followed is over.</summary>
    public GateState LastState
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Whether the service took anything since the start, or since the destination changed.</summary>
    public bool HasDelivered
    {
        get
        {
            lock (_lock)
            {
                return _hasDelivered;
            }
        }
    }

    /// <summary>How long until the next attempt may be; nothing when it may be now.</summary>
    public TimeSpan TimeUntilOpen
    {
        get
        {
            lock (_lock)
            {
                return Remaining();
            }
        }
    }

    /// <summary>The service took something.</summary>
    /// <returns>Whether it had failed before.</returns>
    public bool Delivered()
    {
        lock (_lock)
        {
            var recovers = _state is not GateState.Open;
            _hasDelivered = true;
            Open();
            return recovers;
        }
    }

    /// <summary>An attempt failed and may be repeated.</summary>
    /// <returns>Whether this is the first failure after a success.</returns>
    public bool Failed(in TransportAnswer answer)
    {
        var asked = RetryAfterHeader.Parse(answer.RetryAfter, time.GetUtcNow());
        lock (_lock)
        {
            var isFirst = _state is GateState.Open;
            if (asked is { } wait)
            {
                Shut(GateState.AskedToWait, RetrySchedule.RetryAfter(wait, chance()));
            }
            else
            {
                _failures++;
                Shut(GateState.BackingOff, RetrySchedule.BackOff(_failures, chance()));
            }

            return isFirst;
        }
    }

    /// <summary>Nothing will go through until somebody mends the key or the host.</summary>
    public void Pause(GateState state)
    {
        lock (_lock)
        {
            _pauses++;
            Shut(state, RetrySchedule.Pause(_pauses));
        }
    }

    /// <summary>The destination has changed: what was said by the old one no longer counts.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _hasDelivered = false;
            Open();
        }
    }

    private void Open()
    {
        _state = GateState.Open;
        _wait = TimeSpan.Zero;
        _failures = 0;
        _pauses = 0;
    }

    private void Shut(GateState state, TimeSpan wait)
    {
        _state = state;
        _since = time.GetTimestamp();
        _wait = wait;
    }

    private TimeSpan Remaining()
    {
        if (_wait == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var remaining = _wait - time.GetElapsedTime(_since);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
