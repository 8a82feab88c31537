namespace Analyse.Delivery;

/// <summary>How often something happens, as a mean in which the last half minute counts most.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private const double Memory = 30;

    // What comes in the first second is its rate, however short the time so far.
    private static readonly double _leastWeight = WeightOf(1);

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
    public void Add(double count, TimeSpan within)
    {
        lock (_lock)
        {
            var seconds = time.GetElapsedTime(_last).TotalSeconds;
            var busy = Math.Clamp(within.TotalSeconds, 0, seconds);
            var before = _justNow;
            _justNow = 0;
            _last = time.GetTimestamp();
            if (busy == seconds)
            {
                Count(before + count, seconds);
                return;
            }

            Count(before, seconds - busy);
            Count(count, busy);
        }
    }

    private double Current => (_sum + (_justNow / Memory)) / Math.Max(_weight, _leastWeight);

    private void Count(double count, double seconds)
    {
        if (seconds <= 0)
        {
            _justNow += count;
            return;
        }

        var weight = WeightOf(seconds);
        _sum += ((count / seconds) - _sum) * weight;
        _weight += (1 - _weight) * weight;
    }

    private static double WeightOf(double seconds) => 1 - Math.Exp(-seconds / Memory);
}
