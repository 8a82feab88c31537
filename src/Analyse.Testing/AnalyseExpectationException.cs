namespace Analyse.Testing;

/// <summary>A test expected something of the <see cref="AnalyseRecorder"/> that is not so. The message lists what was captured.</summary>
public sealed class AnalyseExpectationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, and what was there.</param>
    public AnalyseExpectationException(string message)
        : base(message)
    {
    }
}
