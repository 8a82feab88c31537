namespace Analyse.Storage;

/// <summary>
/// Events that were claimed from a store, in order, and what becomes of each. A store may derive from it to keep its own
/// record of the claim.
/// </summary>
/// <param name="capacity">Events it can hold without growing.</param>
public class EventBatch(int capacity)
{
    private BatchEntry[] _entries = new BatchEntry[capacity];
    private EventOutcome[] _outcomes = new EventOutcome[capacity];

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    /// <summary>The events.</summary>
    public ReadOnlySpan<BatchEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>What became of each event, in the same order; <see cref="EventOutcome.Again"/> at first.</summary>
    public Span<EventOutcome> Outcomes => _outcomes.AsSpan(0, Count);

    /// <summary>Adds an event at the end.</summary>
    /// <param name="entry">The event.</param>
    public void Add(in BatchEntry entry)
    {
        if (Count == _entries.Length)
        {
            EnsureCapacity(Math.Max(4, Count * 2));
        }

        _entries[Count] = entry;
        _outcomes[Count] = EventOutcome.Again;
        Count++;
    }

    private protected void EnsureCapacity(int count)
    {
        if (count <= _entries.Length)
        {
            return;
        }

        var entries = new BatchEntry[count];
        var outcomes = new EventOutcome[count];
        Entries.CopyTo(entries);
        Outcomes.CopyTo(outcomes);
        _entries = entries;
        _outcomes = outcomes;
    }

    /// <summary>Empties the batch, so that it can be filled again.</summary>
    public void Clear()
    {
        _entries.AsSpan(0, Count).Clear();
        Count = 0;
    }
}
