using System.Globalization;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Calls;

/// <summary>Points in time as the file writes them.</summary>
internal static class Timestamps
{
    private const string WireFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <exception cref="VectorException">The text is no point in time.</exception>
    public static DateTimeOffset? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new VectorException($"The timestamp '{text}' is no point in time.");
    }

    /// <summary>The point in time, when the text is in the form in which it would be sent.</summary>
    public static DateTimeOffset? ReadExactly(string text) =>
        DateTimeOffset.TryParseExact(text, WireFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
