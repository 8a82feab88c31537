using Analyse.Configuration;

namespace Analyse.Delivery;

/// <summary>How many requests per second it takes to keep up with what is captured: the measure of the pace.</summary>
internal sealed class SteadyLoad(TimeProvider time)
{
    // A client with less to send than a batch per flush interval still sends one.
    private static readonly double _least = 1 / AnalyseDefaults.FlushInterval.TotalSeconds;

    private readonly Lock _lock = new();
    private readonly List<RateMeter> _sources = [];

    public double RequestsPerSecond
    {
        get
        {
            lock (_lock)
            {
                var sum = 0d;
                foreach (var source in _sources)
                {
                    sum += source.PerSecond;
                }

                return Math.Max(_least, sum);
            }
        }
    }

    /// <summary>Adds a source, whose meter counts what is captured for it, in batches.</summary>
    public RateMeter AddSource()
    {
        lock (_lock)
        {
            var meter = new RateMeter(time);
            _sources.Add(meter);
            return meter;
        }
    }
}
