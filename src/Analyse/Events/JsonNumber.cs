namespace Analyse.Events;

/// <summary>
/// The text of a number that was found in JSON, written as it stands. It is the only content that is not encoded again, so
/// it is checked here, on a text that nobody can change any more, and nobody else can make one.
/// </summary>
internal sealed class JsonNumber
{
    private JsonNumber(string json) => Json = json;

    public string Json { get; }

    /// <summary>The number, or <see langword="null"/> when the text does not follow the grammar of JSON numbers.</summary>
    public static JsonNumber? Of(string json)
    {
        var rest = json.AsSpan();
        if (rest is ['-', ..])
        {
            rest = rest[1..];
        }

        var hasLeadingZero = rest is ['0', >= '0' and <= '9', ..];
        return !hasLeadingZero && SkipDigits(ref rest) && SkipFraction(ref rest) && SkipExponent(ref rest) && rest.IsEmpty
            ? new JsonNumber(json)
            : null;
    }

    private static bool SkipFraction(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['.', ..])
        {
            return true;
        }

        rest = rest[1..];
        return SkipDigits(ref rest);
    }

    private static bool SkipExponent(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['e' or 'E', ..])
        {
            return true;
        }

        rest = rest[1..];
        if (rest is ['+' or '-', ..])
        {
            rest = rest[1..];
        }

        return SkipDigits(ref rest);
    }

    private static bool SkipDigits(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var count = end < 0 ? rest.Length : end;
        rest = rest[count..];
        return count > 0;
    }
}
