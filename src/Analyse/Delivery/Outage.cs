namespace Analyse.Delivery;

/// <summary>How long nothing has got through. Time in which nothing was sent, before the first failure, hardly counts.</summary>
internal sealed class Outage(TimeProvider time)
{
    private static readonly TimeSpan _longestIdle = TimeSpan.FromSeconds(3);

    private long? _lastSuccess;
    private long? _firstFailure;
    private TimeSpan _idle;

    /// <summary>The time since the first failure after the last success.</summary>
    public TimeSpan Length => _firstFailure is { } first ? time.GetElapsedTime(first) : TimeSpan.Zero;

    /// <summary>The time since the last success; at most three seconds of it lie before the first failure.</summary>
    public TimeSpan SinceSuccess => _idle + Length;

    public void Failed()
    {
        if (_firstFailure is not null)
        {
            return;
        }

        _firstFailure = time.GetTimestamp();
        var idle = _lastSuccess is { } last ? time.GetElapsedTime(last) : _longestIdle;
        _idle = idle < _longestIdle ? idle : _longestIdle;
    }

    public void Delivered()
    {
        _lastSuccess = time.GetTimestamp();
        _firstFailure = null;
        _idle = TimeSpan.Zero;
    }
}
