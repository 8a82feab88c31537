namespace Analyse.Simulation;

/// <summary>What was measured.</summary>
/// <param name="PeakRequests">The most requests in one second after the outage.</param>
/// <param name="PeakRatio">The same, relative to the steady load.</param>
/// <param name="UntilDrained">From the end of the outage until no instance has a backlog.</param>
/// <param name="Lost">Events that found a full buffer.</param>
internal sealed record StormResult(int PeakRequests, double PeakRatio, TimeSpan UntilDrained, long Lost);
