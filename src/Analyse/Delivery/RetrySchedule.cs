namespace Analyse.Delivery;

/// <summary>The arithmetic of waiting. Pure: chance comes in as a number from 0 to 1.</summary>
internal static class RetrySchedule
{
    public static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan MinRetryAfter = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);
    public static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    private const double RetryAfterJitter = 0.1;

    /// <summary>Full jitter: anything from nothing to one second, twice as much with each further failure, five minutes at most.</summary>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan BackOff(int failures, double chance) => chance * Doubled(TimeSpan.FromSeconds(1), failures, MaxBackOff);

    /// <summary>The time the service asked for, within bounds, and up to a tenth more, so that a fleet does not come back in step.</summary>
    public static TimeSpan RetryAfter(TimeSpan asked, double chance) => Clamp(asked) * (1 + (chance * RetryAfterJitter));

    /// <summary>The pause after a refused key or a wrong host: a minute, twice as long each time, an hour at most.</summary>
    /// <param name="pauses">Pauses in a row, from 1.</param>
    public static TimeSpan Pause(int pauses) => Doubled(TimeSpan.FromMinutes(1), pauses, MaxPause);

    /// <summary>The wait between two batches of a paced drain: half as long to half as long again, so that a fleet falls out of step.</summary>
    public static TimeSpan Paced(TimeSpan interval, double chance) => interval * (0.5 + chance);

    private static TimeSpan Clamp(TimeSpan asked) =>
        asked < MinRetryAfter ? MinRetryAfter : asked > MaxRetryAfter ? MaxRetryAfter : asked;

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most)
    {
        var wait = first * Math.Pow(2, Math.Min(times - 1, 30));
        return wait < most ? wait : most;
    }
}
