namespace Analyse.Delivery;

/// <summary>
/// The events that one destination has rejected since it last accepted one. A long run means that the contract or something
/// between is broken, and that the events are not to blame.
/// </summary>
internal sealed class RejectionRun
{
    // Fewer may all be bad: an application starts with the few that it could not deliver before.
    private const int EventsOfLongRun = 10;

    private readonly Lock _lock = new();
    private long _events;
    private long _successes;
    private long _lastLong = -1;

    /// <summary>Whether so much was rejected that nothing is believed of single events.</summary>
    public bool IsLong
    {
        get
        {
            lock (_lock)
            {
                return _events >= EventsOfLongRun;
            }
        }
    }

    /// <summary>Requests that got through, and changes of the destination.</summary>
    public long Successes
    {
        get
        {
            lock (_lock)
            {
                return _successes;
            }
        }
    }

    /// <summary>What <see cref="Successes"/> was in the last long run, or -1.</summary>
    public long LastLong
    {
        get
        {
            lock (_lock)
            {
                return _lastLong;
            }
        }
    }

    /// <summary>A request got through, or another service is in the place of the old one.</summary>
    public void Delivered()
    {
        lock (_lock)
        {
            _events = 0;
            _successes++;
        }
    }

    /// <summary>A batch was rejected, and nothing of it got through.</summary>
    public void Rejected(int events)
    {
        lock (_lock)
        {
            _events += events;
            _lastLong = _events >= EventsOfLongRun ? _successes : _lastLong;
        }
    }
}
