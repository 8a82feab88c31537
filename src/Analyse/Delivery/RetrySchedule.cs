namespace Analyse.Delivery;

/// <summary>The arithmetic of waiting. Pure: chance comes in as a number from 0 to 1.</summary>
internal static class RetrySchedule
{
    public static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan MinRetryAfter = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);
    public static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    private const double ShareOfOutage = 0.3;
    private const double RetryAfterJitter = 0.1;

    private static readonly TimeSpan _shortestBackOff = TimeSpan.FromSeconds(0.05);

    /// <summary>
    /// A share of the time in which nothing got through, drawn from its upper half, five minutes at most: an outage is noticed
    /// to be over within a third of its length, and a long one costs few requests.
    /// </summary>
    /// <param name="sinceSuccess">The time since the last success.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan BackOff(TimeSpan sinceSuccess, double chance)
    {
        var longest = ShareOfOutage * sinceSuccess;
        longest = longest < MaxBackOff ? longest : MaxBackOff;
        return (longest > _shortestBackOff ? longest : _shortestBackOff) * (0.5 + (chance / 2));
    }

    /// <summary>The time the service asked for, within bounds, and up to a tenth more, so that a fleet does not come back in step.</summary>
    public static TimeSpan RetryAfter(TimeSpan asked, double chance) => Clamp(asked) * (1 + (chance * RetryAfterJitter));

    /// <summary>The pause after a rejected key or a wrong host: a minute, twice as long each time, an hour at most.</summary>
    /// <param name="pauses">Pauses in a row, from 1.</param>
    public static TimeSpan Pause(int pauses) => Doubled(TimeSpan.FromMinutes(1), pauses);

    /// <summary>The pause before a service that rejects everything is tried again: 15 s, twice as long each time, an hour at most.</summary>
    /// <param name="pauses">Pauses in a row, from 1.</param>
    public static TimeSpan Probe(int pauses) => Doubled(TimeSpan.FromSeconds(15), pauses);

    /// <summary>The time from one request to the next, up to a quarter shorter or longer, so that a fleet falls out of step.</summary>
    public static TimeSpan Paced(TimeSpan interval, double chance) => interval * (0.75 + (chance / 2));

    private static TimeSpan Doubled(TimeSpan first, int times)
    {
        var wait = first * Math.Pow(2, Math.Min(times - 1, 30));
        return wait < MaxPause ? wait : MaxPause;
    }

    private static TimeSpan Clamp(TimeSpan asked) =>
        asked < MinRetryAfter ? MinRetryAfter : asked > MaxRetryAfter ? MaxRetryAfter : asked;
}
