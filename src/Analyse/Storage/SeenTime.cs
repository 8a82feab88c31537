namespace Analyse.Storage;

/// <summary>
/// The age of a store: the time that somebody saw pass. Whatever is destroyed for its age (an event that is dead-lettered after
/// seven days, a key that is forgotten or a dead letter that is deleted after thirty) is measured with it, and never with a
/// wall clock, which may be set.
/// </summary>
/// <remarks>
/// The rule for every store: while a process has the store open, its monotonic clock counts. Time in which no process had it
/// open counts by the wall clock, from the latest time that the store has ever seen, and as one day at most. So a clock that
/// is set, however far and in whichever direction, makes nothing older than a day, and destroys nothing. The memory store,
/// which ends with its process, needs only the first half of the rule.
/// </remarks>
/// <param name="time">The process's clocks.</param>
public sealed class SeenTime(TimeProvider time)
{
    private Anchor _anchor = new(TimeSpan.Zero, time.GetTimestamp());

    /// <summary>The most that a gap counts in which no process had the store open.</summary>
    /// <value>One day.</value>
    public static TimeSpan LongestGap { get; } = TimeSpan.FromDays(1);

    /// <summary>The store's age.</summary>
    public TimeSpan Now
    {
        get
        {
            var anchor = Volatile.Read(ref _anchor);
            return anchor.Age + time.GetElapsedTime(anchor.Timestamp);
        }
    }

    /// <summary>How much a gap counts in which no process had the store open.</summary>
    /// <param name="lastSeen">The latest time of a wall clock that the store has seen; <see cref="DateTimeOffset.UnixEpoch"/> for none.</param>
    /// <param name="now">The time of the wall clock now.</param>
    /// <returns>The time to add to the store's age.</returns>
    public static TimeSpan Gap(DateTimeOffset lastSeen, DateTimeOffset now)
    {
        if (lastSeen <= DateTimeOffset.UnixEpoch || now <= lastSeen)
        {
            return TimeSpan.Zero;
        }

        var gap = now - lastSeen;
        return gap < LongestGap ? gap : LongestGap;
    }

    /// <summary>How long ago the store had an age; never negative.</summary>
    /// <param name="age">The age then.</param>
    /// <returns>The time since.</returns>
    public TimeSpan Since(TimeSpan age)
    {
        var since = Now - age;
        return since > TimeSpan.Zero ? since : TimeSpan.Zero;
    }

    /// <summary>Adopts the age that the store has recorded, unless this process has seen more of it.</summary>
    /// <param name="recorded">The age as the store records it.</param>
    public void Adopt(TimeSpan recorded)
    {
        if (recorded > Now)
        {
            Begin(recorded);
        }
    }

    /// <summary>Begins with the age of a store that was opened, whatever was counted before.</summary>
    /// <param name="recorded">The age as the store records it, with the gap added.</param>
    public void Begin(TimeSpan recorded) => Volatile.Write(ref _anchor, new Anchor(recorded, time.GetTimestamp()));

    private sealed record Anchor(TimeSpan Age, long Timestamp);
}
