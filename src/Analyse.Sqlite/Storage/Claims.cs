namespace Analyse.Sqlite.Storage;

/// <summary>
/// Which rows of the file are claimed. Rows are claimed from the oldest on, so a claim is where the reader stands, and what
/// came back, or is held back, from behind it. Claims live in memory only: after a crash everything is unclaimed. Used by the
/// writer's thread.
/// </summary>
internal sealed class Claims
{
    private readonly PriorityQueue<long, long> _returned = new();
    private readonly Queue<(long Seq, int Length)> _held = new();

    /// <summary>Changes when claims made before no longer count.</summary>
    public int Epoch { get; private set; }

    /// <summary>The last row that was claimed in its turn.</summary>
    public long Cursor { get; private set; }

    /// <summary>Rows that are not offered until they are released.</summary>
    public int Held => _held.Count;

    /// <summary>Bytes of JSON of those.</summary>
    public long HeldBytes { get; private set; }

    public void Advance(long seq) => Cursor = seq;

    public void Return(long seq) => _returned.Enqueue(seq, seq);

    /// <summary>The first of the rows that came back.</summary>
    public long? PeekReturned() => _returned.TryPeek(out var seq, out _) ? seq : null;

    public void TakeReturned() => _returned.Dequeue();

    public void Hold(long seq, int length)
    {
        _held.Enqueue((seq, length));
        HeldBytes += length;
    }

    /// <summary>Offers rows that were held back, those first that were held first.</summary>
    /// <returns>How many.</returns>
    public int Release(int most)
    {
        var released = 0;
        while (released < most && _held.TryDequeue(out var row))
        {
            HeldBytes -= row.Length;
            Return(row.Seq);
            released++;
        }

        return released;
    }

    /// <summary>Begins again: another process had the lease, or another file is in the place of the old one.</summary>
    public void Reset()
    {
        Epoch++;
        Cursor = 0;
        _returned.Clear();
        _held.Clear();
        HeldBytes = 0;
    }
}
