namespace Analyse.Sqlite.Storage;

/// <summary>
/// What the next transaction will write. When a transaction fails, its changes stay and become part of the next one: they
/// are all that the store has while the disk takes nothing.
/// </summary>
internal sealed class ChangeSet
{
    // A peak need not be remembered for ever.
    private const int LargestKept = 4_096;

    /// <summary>Events to add.</summary>
    public List<PendingEvent> Events { get; } = [];

    /// <summary>Rows to take away.</summary>
    public List<SettledRow> Settled { get; } = [];

    /// <summary>Events that died before they were ever committed.</summary>
    public List<DeadLetter> DeadEvents { get; } = [];

    /// <summary>Keys of events that were settled before they were ever committed, and when, as a timestamp.</summary>
    public List<(Guid Id, long TakenAt)> Keys { get; } = [];

    /// <summary>Those who captured a duplicate of an event that is not committed yet.</summary>
    public List<TaskCompletionSource<CaptureResult>> Duplicates { get; } = [];

    public bool IsEmpty => Events.Count + Settled.Count + DeadEvents.Count + Keys.Count + Duplicates.Count == 0;

    /// <summary>Puts the changes of a later set behind these.</summary>
    public void Append(ChangeSet later)
    {
        Events.AddRange(later.Events);
        Settled.AddRange(later.Settled);
        DeadEvents.AddRange(later.DeadEvents);
        Keys.AddRange(later.Keys);
        Duplicates.AddRange(later.Duplicates);
    }

    public void Clear()
    {
        Events.Clear();
        if (Events.Capacity > LargestKept)
        {
            Events.Capacity = 0;
        }

        Settled.Clear();
        DeadEvents.Clear();
        Keys.Clear();
        Duplicates.Clear();
    }
}
