namespace Analyse.Delivery;

/// <summary>
/// How long to wait between two batches after failures. A backlog starts slowly and goes twice as fast with each success,
/// until nothing holds it back. A failure costs far more than a success gains, so that a fleet which meets a service at its
/// limit settles below that limit, not at twice of it.
/// </summary>
internal sealed class DrainPace
{
    public static readonly TimeSpan Slowest = TimeSpan.FromMinutes(1);

    private const int Slowdown = 64;
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(0.125);

    /// <summary>The wait between two batches; nothing when there is no limit.</summary>
    public TimeSpan Interval { get; private set; }

    public void Delivered() => Interval = Interval > Fastest ? Interval / 2 : TimeSpan.Zero;

    public void Failed()
    {
        var slower = Slowdown * (Interval > Fastest ? Interval : Fastest);
        Interval = slower < Slowest ? slower : Slowest;
    }

    public void Reset() => Interval = TimeSpan.Zero;
}
