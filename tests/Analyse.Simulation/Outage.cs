namespace Analyse.Simulation;

/// <summary>When the service cannot be reached; one of no length fails one request.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Hangs">Whether requests are never answered, instead of refused at once.</param>
internal sealed record Outage(TimeSpan Start, TimeSpan Length, bool Hangs = false)
{
    public static Outage None { get; } = new(TimeSpan.MaxValue, TimeSpan.FromTicks(-1));

    public TimeSpan End => Start + Length;

    public bool IsOneRequest => Length == TimeSpan.Zero;

    public bool Covers(TimeSpan now) => now >= Start && now < End;
}
