using System.Globalization;

namespace Analyse.Delivery;

/// <summary>Reads the header <c>Retry-After</c> as services really send it: seconds, seconds with decimals, or a date.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The time to wait, not yet clamped.</summary>
    /// <returns><see langword="null"/> when there is no header, or none that can be read.</returns>
    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        if (header is null)
        {
            return null;
        }

        if (double.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return double.IsNaN(seconds) ? null : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, RetrySchedule.MaxRetryAfter.TotalSeconds));
        }

        return DateTimeOffset.TryParse(
            header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date - now
            : null;
    }
}
