namespace Analyse.Delivery;

/// <summary>
/// How many requests a client may make after failures, as a multiple of what it takes to keep up with its own events. A
/// floor keeps independent failures from slowing it down; that it grows slowly above the floor, and is halved by a failure,
/// keeps a fleet close to what an overloaded service can take. <c>tests/Analyse.Simulation</c> shows both.
/// </summary>
internal sealed class DeliveryPace
{
    /// <summary>Enough to keep up when every second request fails, and less than twice the usual load.</summary>
    public const double Floor = 1.9;

    /// <summary>The floor after a long outage, when a whole fleet comes back with a backlog.</summary>
    public const double FloorAfterLongOutage = 1;

    // At this multiple nothing is gained by counting on.
    private const double Free = 32;

    private const double QuickGrowth = 1.3;
    private const double SlowGrowth = 1.1;
    private const double Setback = 0.5;

    // Fewer or shorter failures are what a healthy service has as well.
    private const int FailuresOfOutage = 2;
    private static readonly TimeSpan _shortestOutage = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _longOutage = TimeSpan.FromMinutes(2);

    private double _multiple = double.PositiveInfinity;
    private double _growth = SlowGrowth;
    private int _failures;

    /// <summary>Whether nothing holds the client back.</summary>
    public bool IsFree => double.IsPositiveInfinity(_multiple);

    /// <summary>Failures since the last success.</summary>
    public int FailuresInARow => _failures;

    public static bool IsLong(TimeSpan outage) => outage > _longOutage;

    /// <summary>The time from one request to the next, before jitter.</summary>
    /// <param name="steadyRate">Requests per second that it takes to keep up.</param>
    public TimeSpan Interval(double steadyRate) => IsFree ? TimeSpan.Zero : TimeSpan.FromSeconds(1 / (_multiple * steadyRate));

    /// <summary>A request got through.</summary>
    /// <param name="outage">The time since the first of the failures before it.</param>
    public void Delivered(TimeSpan outage)
    {
        if (IsLong(outage))
        {
            _multiple = FloorAfterLongOutage;
            _growth = QuickGrowth;
        }
        else
        {
            _growth = _failures >= FailuresOfOutage && outage >= _shortestOutage ? QuickGrowth : _growth;
            _multiple *= _growth;
        }

        _failures = 0;
        _multiple = _multiple < Free ? _multiple : double.PositiveInfinity;
    }

    /// <summary>A request failed.</summary>
    /// <param name="floor">The multiple that is always allowed: <see cref="Floor"/> or <see cref="FloorAfterLongOutage"/>.</param>
    public void Failed(double floor)
    {
        _failures++;
        _growth = SlowGrowth;
        _multiple = IsFree ? floor : Math.Max(floor, _multiple * Setback);
    }

    public void Reset()
    {
        _multiple = double.PositiveInfinity;
        _growth = SlowGrowth;
        _failures = 0;
    }
}
