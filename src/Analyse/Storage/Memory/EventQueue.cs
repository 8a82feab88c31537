namespace Analyse.Storage.Memory;

/// <summary>A queue with two ends: events join at the back, and those that were not taken return to the front.</summary>
internal sealed class EventQueue
{
    private StoredEvent[] _ring = new StoredEvent[256];
    private int _head;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public ref readonly StoredEvent First => ref _ring[_head];

    public void PushBack(in StoredEvent stored)
    {
        MakeRoom();
        _ring[Wrap(_head + Count)] = stored;
        Grow(stored);
    }

    public void PushFront(in StoredEvent stored)
    {
        MakeRoom();
        _head = Wrap(_head - 1);
        _ring[_head] = stored;
        Grow(stored);
    }

    public StoredEvent PopFront()
    {
        var stored = _ring[_head];
        _ring[_head] = default;
        _head = Wrap(_head + 1);
        Count--;
        Bytes -= stored.Length;
        return stored;
    }

    private void Grow(in StoredEvent stored)
    {
        Count++;
        Bytes += stored.Length;
    }

    // The ring's size is a power of two.
    private int Wrap(int index) => index & (_ring.Length - 1);

    private void MakeRoom()
    {
        if (Count < _ring.Length)
        {
            return;
        }

        var larger = new StoredEvent[_ring.Length * 2];
        _ring.AsSpan(_head).CopyTo(larger);
        _ring.AsSpan(0, _head).CopyTo(larger.AsSpan(_ring.Length - _head));
        _ring = larger;
        _head = 0;
    }
}
