namespace Analyse.Simulation;

/// <summary>When the service cannot be reached; one of no length fails one request.</summary>
internal sealed record Outage(TimeSpan Start, TimeSpan Length)
{
    public static Outage None { get; } = new(TimeSpan.MaxValue, TimeSpan.FromTicks(-1));

    public TimeSpan End => Start + Length;

    public bool IsOneRequest => Length == TimeSpan.Zero;

    public bool Covers(TimeSpan now) => now >= Start && now < End;
}
