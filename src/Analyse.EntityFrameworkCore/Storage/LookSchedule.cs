namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>When to look at the table next, unless a commit in this process comes first.</summary>
internal sealed class LookSchedule(AnalyseOutboxOptions options, TimeProvider time)
{
    private static readonly TimeSpan _whileTableIsMissing = TimeSpan.FromMinutes(1);

    private TimeSpan _interval = options.PollInterval;
    private long _lookedAt = time.GetTimestamp();

    public TimeSpan UntilNext
    {
        get
        {
            var left = _interval - time.GetElapsedTime(_lookedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>There was something: the next may come soon.</summary>
    public void Found() => Set(options.PollInterval);

    /// <summary>There was nothing, or the database did not answer.</summary>
    public void FoundNothing() => Set(_interval * 2 < options.IdlePollInterval ? _interval * 2 : options.IdlePollInterval);

    /// <summary>Somebody has to do something first.</summary>
    public void TableIsMissing() => Set(_whileTableIsMissing);

    private void Set(TimeSpan interval)
    {
        _interval = interval;
        _lookedAt = time.GetTimestamp();
    }
}
