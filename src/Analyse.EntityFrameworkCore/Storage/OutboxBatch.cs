using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>A batch and the lease on its rows.</summary>
internal sealed class OutboxBatch(Guid lease, int capacity) : EventBatch(capacity)
{
    private readonly List<Guid> _rows = new(capacity);

    public Guid Lease => lease;

    /// <summary>Bytes of JSON.</summary>
    public long Bytes { get; private set; }

    public void Add(ClaimedRow row)
    {
        _rows.Add(row.Id);
        Bytes += row.Json.Length;
        Add(new BatchEntry(row.EventId ?? row.Id, UnixTime.ToTime(row.CapturedAt), row.Json));
    }

    /// <summary>The row of an entry.</summary>
    public Guid RowAt(int index) => _rows[index];

    /// <summary>The rows of one fate, by the reason when they are dead.</summary>
    public ILookup<EventOutcome, Guid> RowsByOutcome()
    {
        var outcomes = Outcomes.ToArray();
        return _rows.Zip(outcomes).ToLookup(static pair => pair.Second, static pair => pair.First);
    }
}
