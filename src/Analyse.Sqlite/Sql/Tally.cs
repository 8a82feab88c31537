namespace Analyse.Sqlite.Sql;

/// <summary>Sums of a file, or a change of them.</summary>
/// <param name="Accepted">Events that were committed.</param>
/// <param name="Delivered">Events that were deleted because the service took them.</param>
/// <param name="Dead">Events that became dead letters.</param>
/// <param name="Bytes">Bytes of JSON of the events that wait.</param>
internal readonly record struct Tally(long Accepted, long Delivered, long Dead, long Bytes)
{
    public long Waiting => Accepted - Delivered - Dead;

    public static Tally operator +(Tally left, Tally right) => new(
        left.Accepted + right.Accepted, left.Delivered + right.Delivered, left.Dead + right.Dead, left.Bytes + right.Bytes);

    public static Tally operator -(Tally left, Tally right) => new(
        left.Accepted - right.Accepted, left.Delivered - right.Delivered, left.Dead - right.Dead, left.Bytes - right.Bytes);
}
