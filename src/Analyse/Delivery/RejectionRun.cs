namespace Analyse.Delivery;

/// <summary>
/// The events that one destination has rejected since it last accepted one. A long run means that the contract or something
/// between is broken, and that the events are not to blame.
/// </summary>
internal sealed class RejectionRun
{
    // Fewer may all be bad: an application starts with the few that it could not deliver before.
    private const int EventsOfLongRun = 10;

    // A success among many rejections may have been luck: of several machines behind one address, one is well.
    private const int SuccessesToTrust = 8;

    private readonly Lock _lock = new();
    private long _events;
    private long _successes = SuccessesToTrust;
    private long _atLastLong;

    /// <summary>Whether so much was rejected that only few events are sent, to find out whether it accepts any.</summary>
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

    /// <summary>Whether so much has got through since the last long run that a rejection is believed to be the event's own fault.</summary>
    public bool IsTrusted
    {
        get
        {
            lock (_lock)
            {
                return _successes - _atLastLong >= SuccessesToTrust;
            }
        }
    }

    /// <summary>Counts the requests that got through, and the changes of the destination.</summary>
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

    /// <summary>A request got through, or another service is in the place of the old one.</summary>
    public void Delivered()
    {
        lock (_lock)
        {
            _events = 0;
            _successes++;
        }
    }

    /// <summary>Most of a batch was rejected, although not all of it.</summary>
    public void Doubt(int events)
    {
        lock (_lock)
        {
            if (events >= EventsOfLongRun)
            {
                _atLastLong = _successes;
            }
        }
    }

    /// <summary>A batch was rejected, and nothing of it got through.</summary>
    public void Rejected(int events)
    {
        lock (_lock)
        {
            _events += events;
            if (_events >= EventsOfLongRun)
            {
                _atLastLong = _successes;
            }
        }
    }
}
