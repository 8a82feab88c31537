using System.Globalization;

namespace Analyse.Delivery;

/// <summary>Reads the header <c>Retry-After</c> as services really send it: seconds, seconds with decimals, or a date.</summary>
internal static class RetryAfterHeader
{
    private const NumberStyles Seconds = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // The three forms of RFC 9110: the one to send, and two that must still be understood.
    private static readonly string[] _dateForms = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>The time to wait, not yet clamped.</summary>
    /// <param name="header">The header.</param>
    /// <param name="now">What a date is measured against: the time of the answer, by the clock of who sent it.</param>
    /// <returns><see langword="null"/> when there is no header, or none that can be read.</returns>
    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        var value = header.AsSpan().Trim();
        if (double.TryParse(value, Seconds, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, RetrySchedule.MaxRetryAfter.TotalSeconds));
        }

        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;
        return DateTimeOffset.TryParseExact(value, _dateForms, CultureInfo.InvariantCulture, Style, out var date) ? date - now : null;
    }
}
