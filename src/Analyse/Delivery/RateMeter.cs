namespace Analyse.Delivery;

/// <summary>How often something happens, as a mean in which the last half minute counts most.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private const double Memory = 30;
    private const double LongMemory = 300;

    // What comes in the first second is its rate, however short the time so far.
    private static readonly double _leastWeight = WeightOf(1, Memory);

    private readonly Lock _lock = new();
    private long _last = time.GetTimestamp();
    private double _justNow;
    private double _sum;
    private double _weight;

    /// <summary>Zero as long as nothing is known.</summary>
    public double PerSecond
    {
        get
        {
            lock (_lock)
            {
                return Current;
            }
        }
    }

    /// <summary>Counts what came since the last call.</summary>
    /// <param name="count">How much.</param>
    /// <param name="within">It came within this time; nothing came in the rest of the time since the last call.</param>
    /// <param name="mayFall">Whether a lower rate is believed within half a minute, and not only after minutes.</param>
    public void Add(double count, TimeSpan within, bool mayFall)
    {
        lock (_lock)
        {
            var seconds = time.GetElapsedTime(_last).TotalSeconds;
            var busy = Math.Clamp(within.TotalSeconds, 0, seconds);
            var before = _justNow;
            _last = time.GetTimestamp();
            if (busy == seconds)
            {
                _justNow = 0;
                Count(before + count, seconds, mayFall);
                return;
            }

            _justNow = 0;
            Count(before, seconds - busy, mayFall);
            Count(count, busy, mayFall);
        }
    }

    private double Current => (_sum + (_justNow / Memory)) / Math.Max(_weight, _leastWeight);

    private void Count(double count, double seconds, bool mayFall)
    {
        if (seconds <= 0)
        {
            _justNow += count;
            return;
        }

        var rate = count / seconds;
        var weight = WeightOf(seconds, mayFall || rate >= Current ? Memory : LongMemory);
        _sum += (rate - _sum) * weight;
        _weight += (1 - _weight) * weight;
    }

    private static double WeightOf(double seconds, double memory) => 1 - Math.Exp(-seconds / memory);
}
