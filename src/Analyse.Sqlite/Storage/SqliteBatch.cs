using Analyse.Sqlite.Sql;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>A claim on rows of the file, with their bytes, or on events that only memory has.</summary>
internal sealed class SqliteBatch(int capacity) : EventBatch(capacity)
{
    private readonly List<long> _rows = new(capacity);
    private readonly List<PendingEvent> _pending = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _used;

    /// <summary>The <see cref="Claims.Epoch"/> of the claim.</summary>
    public int Epoch { get; set; }

    /// <summary>Bytes of JSON in all.</summary>
    public long Bytes { get; private set; }

    /// <summary>The rows of the entries, which come from the file.</summary>
    public IReadOnlyList<long> Rows => _rows;

    /// <summary>The events of the entries, which come from memory.</summary>
    public IReadOnlyList<PendingEvent> Pending => _pending;

    /// <summary>Whether one more event keeps the batch within its bounds; a first event always does.</summary>
    public bool HasRoomFor(int length, int maxCount, long maxBytes) =>
        Count == 0 || (Count < maxCount && Bytes + Count + length <= maxBytes);

    public void Add(in EventRow row, TimeSpan age)
    {
        if (_buffer.Length - _used < row.Json.Length)
        {
            // The entries so far keep the old buffer.
            _buffer = new byte[Math.Max(_buffer.Length * 2, row.Json.Length)];
            _used = 0;
        }

        var json = _buffer.AsMemory(_used, row.Json.Length);
        row.Json.CopyTo(json.Span);
        _used += json.Length;
        Bytes += json.Length;
        _rows.Add(row.Seq);
        Add(new BatchEntry(row.Id, row.CapturedAt, json) { Age = age });
    }

    public void Add(in PendingEvent pending, TimeSpan age)
    {
        Bytes += pending.Length;
        _pending.Add(pending);
        Add(pending.ToEntry(age));
    }

    public void Reset()
    {
        Clear();
        _rows.Clear();
        _pending.Clear();
        _used = 0;
        Bytes = 0;
    }
}
