namespace Analyse.Delivery;

/// <summary>
/// Whose turn it is to send: everybody's while all is well, and after failures one batch at a time, at the pace that the
/// failures leave. Not safe for threads: the gate guards it.
/// </summary>
internal sealed class Turns(TimeProvider time, Func<double> chance, SteadyLoad load)
{
    private static readonly TimeSpan _longestCaution = TimeSpan.FromHours(1);

    private readonly DeliveryPace _pace = new();
    private readonly Outage _outage = new(time);
    private readonly Countdown _next = new(time);
    private readonly Countdown _caution = new(time);
    private long _began = time.GetTimestamp();

    /// <summary>How long until the next turn.</summary>
    public TimeSpan UntilNext => _next.Remaining;

    /// <summary>Whether nothing holds the next request back.</summary>
    public bool IsFree => _pace.IsFree;

    public int FailuresInARow => _pace.FailuresInARow;

    public TimeSpan SinceSuccess => _outage.SinceSuccess;

    /// <summary>A turn begins.</summary>
    /// <param name="longest">How long others wait for what comes of it; zero: they need not wait.</param>
    public void Take(TimeSpan longest)
    {
        _began = time.GetTimestamp();
        if (longest > TimeSpan.Zero)
        {
            _next.Start(longest);
        }
    }

    public void Return() => _next.Stop();

    public void Delivered()
    {
        var outage = _outage.Length;
        if (DeliveryPace.IsLong(outage))
        {
            // It takes a fleet longer to work off a backlog than it took to build up.
            var caution = 2 * outage;
            _caution.Start(caution < _longestCaution ? caution : _longestCaution);
        }

        _outage.Delivered();
        _pace.Delivered(outage);
        StartNext();
    }

    /// <param name="isPaced">Whether the next attempt keeps to the pace, or only to what else the gate waits for.</param>
    public void Failed(bool isPaced)
    {
        _outage.Failed();
        _pace.Failed(_caution.Remaining > TimeSpan.Zero ? DeliveryPace.FloorAfterLongOutage : DeliveryPace.Floor);
        if (isPaced)
        {
            StartNext();
        }
        else
        {
            _next.Stop();
        }
    }

    public void Reset()
    {
        _outage.Delivered();
        _pace.Reset();
        _caution.Stop();
        _next.Stop();
    }

    /// <summary>From the begin of one request to the begin of the next, so that a slow answer costs no rate.</summary>
    private void StartNext()
    {
        var wait = RetrySchedule.Paced(_pace.Interval(load.RequestsPerSecond), chance()) - time.GetElapsedTime(_began);
        _next.Start(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }
}
