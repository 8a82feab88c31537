using Analyse.Configuration;

namespace Analyse.Simulation;

/// <summary>Clients, what they capture, and what is wrong with the service.</summary>
internal sealed record Scenario
{
    public int Instances { get; init; } = 1;

    /// <summary>What each instance captures.</summary>
    public int EventsPerSecond { get; init; } = 5;

    /// <summary>The share of requests that fails whatever the load is.</summary>
    public double FailureRate { get; init; }

    /// <summary>When nothing gets through.</summary>
    public Outage Outage { get; init; } = Outage.None;

    /// <summary>What the service can take; it rejects the rest.</summary>
    public Capacity Capacity { get; init; } = Capacity.Unlimited;

    public int Seed { get; init; } = 1;

    /// <summary>Requests per second while all is well: full batches, and at least one per flush interval.</summary>
    public double SteadyRequests => Instances * Math.Max(
        1 / AnalyseDefaults.FlushInterval.TotalSeconds, (double)EventsPerSecond / AnalyseDefaults.MaxBatchSize);

    public double SteadyEvents => (double)Instances * EventsPerSecond;
}
