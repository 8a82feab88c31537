namespace Analyse.Simulation;

/// <summary>A fleet, a service that is sized for its steady load and a bit more, and an outage.</summary>
internal sealed record Scenario
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromMinutes(2);

    public int Instances { get; init; } = 1_000;

    public int EventsPerSecond { get; init; } = 5;

    /// <summary>What the service can take, relative to the steady load.</summary>
    public double Headroom { get; init; } = 1.5;

    /// <summary>Whether the service is limited by events and not by requests.</summary>
    public bool CountsEvents { get; init; }

    public TimeSpan OutageLength { get; init; } = TimeSpan.FromMinutes(30);

    public int Seed { get; init; } = 1;

    public Outage Outage => new(_warmUp, OutageLength);

    /// <summary>Requests per second while all is well: each instance sends what it has once per flush interval.</summary>
    public double SteadyRequests => Instances / Configuration.AnalyseDefaults.FlushInterval.TotalSeconds;

    public Capacity Capacity => new((int)(Headroom * (CountsEvents ? Instances * EventsPerSecond : SteadyRequests)), CountsEvents);
}
