namespace Analyse.Diagnostics;

/// <summary>Lets one message through in a span of time.</summary>
internal sealed class LogLimit(TimeProvider time, TimeSpan span)
{
    private readonly Lock _lock = new();
    private long? _last;

    public bool TryTake()
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < span)
            {
                return false;
            }

            _last = time.GetTimestamp();
            return true;
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _last = null;
        }
    }
}
