namespace Analyse.Conformance.Vectors;

/// <summary>No request was sent, and nothing was refused.</summary>
internal sealed record ExpectedSilence : Expectation;
