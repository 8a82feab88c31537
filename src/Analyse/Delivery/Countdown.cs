namespace Analyse.Delivery;

/// <summary>A time that runs out.</summary>
internal sealed class Countdown(TimeProvider time)
{
    private long _since;
    private TimeSpan _length;

    public TimeSpan Remaining
    {
        get
        {
            if (_length == TimeSpan.Zero)
            {
                return TimeSpan.Zero;
            }

            var remaining = _length - time.GetElapsedTime(_since);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    public void Start(TimeSpan length)
    {
        _since = time.GetTimestamp();
        _length = length;
    }

    public void Stop() => _length = TimeSpan.Zero;
}
