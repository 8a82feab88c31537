namespace Analyse.Sqlite.Sql;

/// <summary>Sums of a file, or a change of them.</summary>
/// <param name="Accepted">Events that were committed.</param>
/// <param name="Delivered">Events that were deleted because the service took them.</param>
/// <param name="Dead">Events that are dead letters now.</param>
/// <param name="Bytes">Bytes of JSON of the events that are queued.</param>
internal readonly record struct Tally(long Accepted, long Delivered, long Dead, long Bytes)
{
    /// <summary>Bytes of JSON of the dead letters.</summary>
    public long DeadBytes { get; init; }

    /// <summary>Dead letters that somebody deleted.</summary>
    public long Deleted { get; init; }

    /// <summary>Dead letters that made room for later ones.</summary>
    public long Evicted { get; init; }

    /// <summary>Dead letters that were kept for long enough.</summary>
    public long Expired { get; init; }

    public long Waiting => Accepted - Delivered - Dead - Deleted - Evicted - Expired;

    /// <summary>The reasons for which dead letters are lost.</summary>
    public AnalyseLosses Losses => new()
    {
        DeadLettersDeleted = Deleted,
        DeadLettersEvicted = Evicted,
        DeadLettersExpired = Expired,
    };

    public static Tally operator +(Tally left, Tally right) =>
        new(left.Accepted + right.Accepted, left.Delivered + right.Delivered, left.Dead + right.Dead, left.Bytes + right.Bytes)
        {
            DeadBytes = left.DeadBytes + right.DeadBytes,
            Deleted = left.Deleted + right.Deleted,
            Evicted = left.Evicted + right.Evicted,
            Expired = left.Expired + right.Expired,
        };

    public static Tally operator -(Tally left, Tally right) =>
        new(left.Accepted - right.Accepted, left.Delivered - right.Delivered, left.Dead - right.Dead, left.Bytes - right.Bytes)
        {
            DeadBytes = left.DeadBytes - right.DeadBytes,
            Deleted = left.Deleted - right.Deleted,
            Evicted = left.Evicted - right.Evicted,
            Expired = left.Expired - right.Expired,
        };

    /// <summary>An event was committed.</summary>
    public static Tally OfAccepted(long length) => new(1, 0, 0, length);

    /// <summary>A queued event was delivered.</summary>
    public static Tally OfDelivered(long length) => new(0, 1, 0, -length);

    /// <summary>A queued event became a dead letter.</summary>
    public static Tally OfDead(long length) => new(0, 0, 1, -length) { DeadBytes = length };

    /// <summary>A dead letter is queued again.</summary>
    public static Tally OfResent(long length) => new(0, 0, -1, length) { DeadBytes = -length };

    /// <summary>A dead letter was deleted.</summary>
    public static Tally OfDeleted(long length) => new(0, 0, -1, 0) { DeadBytes = -length, Deleted = 1 };

    /// <summary>A dead letter made room for later ones.</summary>
    public static Tally OfEvicted(long length) => new(0, 0, -1, 0) { DeadBytes = -length, Evicted = 1 };

    /// <summary>A dead letter was kept for long enough.</summary>
    public static Tally OfExpired(long length) => new(0, 0, -1, 0) { DeadBytes = -length, Expired = 1 };
}
