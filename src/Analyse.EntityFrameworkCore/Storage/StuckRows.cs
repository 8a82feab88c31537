using Analyse.Storage;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Rows whose events have been delivered, or are dead, but that the database does not let go. They are not sent again: when
/// their lease has ended, only their end is tried again. Belongs to the delivery loop.
/// </summary>
internal sealed class StuckRows
{
    // Beyond that, a row is sent again, under the same id, rather than that memory grows without bound.
    private const int Most = 10_000;

    private readonly Dictionary<Guid, EventOutcome> _outcomes = [];

    public bool Contains(Guid row) => _outcomes.ContainsKey(row);

    /// <summary>How these rows are to end.</summary>
    public ILookup<EventOutcome, Guid> OutcomesOf(IEnumerable<Guid> rows) => rows.ToLookup(row => _outcomes[row]);

    /// <summary>Rows were to end, and some of them failed.</summary>
    public void Ended(ILookup<EventOutcome, Guid> rows, IReadOnlyList<FailedRow> failed)
    {
        var left = failed.Select(static row => row.Id).ToHashSet();
        foreach (var fate in rows)
        {
            foreach (var row in fate)
            {
                if (!left.Contains(row))
                {
                    _outcomes.Remove(row);
                }
                else if (fate.Key.Kind is EventOutcomeKind.Delivered or EventOutcomeKind.Dead && _outcomes.Count < Most)
                {
                    _outcomes[row] = fate.Key;
                }
            }
        }
    }
}
