using Analyse.Inspector.Ingest;
using Analyse.Inspector.Live;

namespace Analyse.Inspector.Store;

/// <summary>The newest events, in memory, within a count and a number of bytes. Safe for concurrent use.</summary>
internal sealed class EventStore(int maxEvents, long maxBytes, ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private readonly Queue<StoredEvent> _events = new();
    private long _sequence;
    private long _generation;
    private long _bytes;
    private long _dropped;

    /// <summary>How many events had to go since the last clearing because newer ones came.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate)
            {
                return _dropped;
            }
        }
    }

    public void Add(IReadOnlyList<ReceivedEvent> received, DateTimeOffset receivedAt)
    {
        if (received.Count is 0)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var newest in received)
            {
                _events.Enqueue(new StoredEvent(++_sequence, receivedAt, newest));
                _bytes += newest.Json.Length;
                DropOldest();
            }
        }

        changes.Raise();
    }

    public void Clear()
    {
        lock (_gate)
        {
            _events.Clear();
            _bytes = 0;
            _dropped = 0;
            _generation++;
        }

        changes.Raise();
    }

    /// <summary>All events, oldest first.</summary>
    public StoredEvent[] All()
    {
        lock (_gate)
        {
            return [.. _events];
        }
    }

    /// <summary>The next events after a position. A reader that is slow misses what was dropped meanwhile, and holds nothing up.</summary>
    public StoreRead Read(StorePosition from, int most)
    {
        lock (_gate)
        {
            var startsOver = from.Generation != _generation;
            var after = startsOver ? 0 : from.Sequence;
            StoredEvent[] events = [.. _events.Where(stored => stored.Sequence > after).Take(most)];
            var last = events.Length > 0 ? events[^1].Sequence : after;

            return new StoreRead(events, new StorePosition(_generation, last), startsOver);
        }
    }

    private void DropOldest()
    {
        while (_events.Count > maxEvents || (_bytes > maxBytes && _events.Count > 1))
        {
            _bytes -= _events.Dequeue().Event.Json.Length;
            _dropped++;
        }
    }
}
