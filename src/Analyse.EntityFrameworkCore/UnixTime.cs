namespace Analyse.EntityFrameworkCore;

/// <summary>Times as the tables hold them: microseconds since 1970, which every database and every value converter leaves alone.</summary>
internal static class UnixTime
{
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static long Of(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a row; one that no calendar has, which nobody but a person can have written, is the nearest that it has.</summary>
    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(
        Math.Clamp(microseconds, Of(DateTimeOffset.MinValue), Of(DateTimeOffset.MaxValue)) * TimeSpan.TicksPerMicrosecond);
}
