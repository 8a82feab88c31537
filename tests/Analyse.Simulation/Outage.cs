namespace Analyse.Simulation;

/// <summary>When the service cannot be reached.</summary>
internal sealed record Outage(TimeSpan Start, TimeSpan Length)
{
    public TimeSpan End => Start + Length;

    public bool Covers(TimeSpan now) => now >= Start && now < End;
}
