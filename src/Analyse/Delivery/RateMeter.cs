namespace Analyse.Delivery;

/// <summary>How often something happens, as a mean in which the last half minute counts most.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private const double Memory = 30;
    private const double LongMemory = 300;

    // A burst in the first moments is no rate yet.
    private static readonly double _leastWeight = WeightOf(1, Memory);

    private readonly Lock _lock = new();
    private long _last = time.GetTimestamp();
    private double _pending;
    private double _sum;
    private double _weight;

    /// <summary>Zero as long as nothing is known.</summary>
    public double PerSecond
    {
        get
        {
            lock (_lock)
            {
                return _sum / Math.Max(_weight, _leastWeight);
            }
        }
    }

    /// <summary>So many more, spread over the time since the last call.</summary>
    /// <param name="count">How many.</param>
    /// <param name="mayFall">Whether a lower rate is believed at once, and not only after minutes.</param>
    public void Add(double count, bool mayFall)
    {
        lock (_lock)
        {
            _pending += count;
            var seconds = time.GetElapsedTime(_last).TotalSeconds;
            if (seconds <= 0)
            {
                return;
            }

            var rate = _pending / seconds;
            var weight = WeightOf(seconds, mayFall || rate >= PerSecond ? Memory : LongMemory);
            _sum += (rate - _sum) * weight;
            _weight += (1 - _weight) * weight;
            _pending = 0;
            _last = time.GetTimestamp();
        }
    }

    private static double WeightOf(double seconds, double memory) => 1 - Math.Exp(-seconds / memory);
}
