namespace Analyse.Simulation;

/// <summary>What the service takes in a second: so many requests, or so many events.</summary>
internal sealed record Capacity(int PerSecond, bool CountsEvents);
