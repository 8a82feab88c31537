using System.Diagnostics.Metrics;

namespace Analyse.Tests.Support;

/// <summary>Makes meters of one test's own, so that tests side by side do not measure each other.</summary>
internal sealed class TestMeterFactory : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
