namespace Analyse.AspNetCore.Identity;

/// <summary>The forms that an id of the browser may have.</summary>
internal static class BrowserIdForm
{
    private const int LongestId = 128;
    private const int UuidLength = 36;

    /// <summary>What every id must be, so that no request can make an event too large or refused: short, visible ASCII.</summary>
    public static bool IsSafe(string value) =>
        value.Length is > 0 and <= LongestId && !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>A UUID with hyphens. The one of zeros only names nobody.</summary>
    public static bool IsUuid(string value) =>
        value.Length == UuidLength && Guid.TryParseExact(value, "D", out var uuid) && uuid != Guid.Empty;

    public static bool IsToken(string value) =>
        value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
