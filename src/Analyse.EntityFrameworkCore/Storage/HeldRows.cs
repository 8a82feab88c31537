using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Rows that this instance holds back: it keeps its lease on them, so that other rows are claimed meanwhile. A hold ends by
/// itself, should the instance die.
/// </summary>
internal sealed class HeldRows(TimeProvider time)
{
    /// <summary>How long a row is held at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Queue<HeldRow> _oldestFirst = new();

    public void Add(OutboxBatch batch)
    {
        var now = time.GetTimestamp();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i].Kind is EventOutcomeKind.Held)
            {
                _oldestFirst.Enqueue(new HeldRow(batch.RowAt(i), batch.Lease, batch.Entries[i].Json.Length, now));
            }
        }
    }

    /// <summary>Takes rows out, those first that were held first.</summary>
    public List<HeldRow> Take(int most)
    {
        var taken = new List<HeldRow>();
        while (taken.Count < most && _oldestFirst.TryDequeue(out var row))
        {
            taken.Add(row);
        }

        return taken;
    }

    /// <summary>Takes the rows out whose hold is over: anybody may claim them.</summary>
    public List<HeldRow> TakeOver()
    {
        var taken = new List<HeldRow>();
        while (_oldestFirst.TryPeek(out var row) && time.GetElapsedTime(row.Since) >= Longest)
        {
            taken.Add(_oldestFirst.Dequeue());
        }

        return taken;
    }
}
