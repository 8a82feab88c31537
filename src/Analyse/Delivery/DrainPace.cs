namespace Analyse.Delivery;

/// <summary>
/// How long to wait between two batches after failures. A backlog starts slowly and goes twice as fast with each success,
/// until nothing holds it back. A failure undoes seven successes: a fleet that meets a service at its limit then settles
/// close to that limit and not at twice of it (the simulation in <c>tests/Analyse.Simulation</c> shows it).
/// </summary>
internal sealed class DrainPace
{
    private const int Setback = 128;

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(0.125);

    private bool _isFailing;

    /// <summary>The wait between two batches, before jitter; nothing when there is no limit.</summary>
    public TimeSpan Interval { get; private set; }

    public void Delivered()
    {
        _isFailing = false;
        Interval = Interval > _shortest ? Interval / 2 : TimeSpan.Zero;
    }

    public void Failed()
    {
        // Each further failure in a row only doubles the wait, so that a short outage is soon made up for.
        var slower = (_isFailing ? 2 : Setback) * (Interval > _shortest ? Interval : _shortest);
        Interval = slower < RetrySchedule.MaxBackOff ? slower : RetrySchedule.MaxBackOff;
        _isFailing = true;
    }

    public void Reset()
    {
        _isFailing = false;
        Interval = TimeSpan.Zero;
    }
}
