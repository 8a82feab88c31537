namespace Analyse.Conformance.Vectors;

/// <summary>The call was refused and nothing was sent. The words of the recorded message are another library's own.</summary>
internal sealed record ExpectedError(string Message) : Expectation;
