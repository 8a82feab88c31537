namespace Analyse.Simulation;

/// <summary>What the service takes in a second: so many requests, or so many events.</summary>
internal sealed record Capacity(double PerSecond, bool CountsEvents)
{
    public static Capacity Unlimited { get; } = new(double.PositiveInfinity, CountsEvents: false);
}
