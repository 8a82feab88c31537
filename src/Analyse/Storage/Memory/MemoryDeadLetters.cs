namespace Analyse.Storage.Memory;

/// <summary>What was put aside, in memory: the last ones, for as long as they may be kept.</summary>
internal sealed class MemoryDeadLetters(TimeProvider time)
{
    private const int MaxLetters = 1_000;
    private const long MaxBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan _keptFor = TimeSpan.FromDays(30);

    private readonly LinkedList<DeadLetter> _oldestFirst = new();
    private long _bytes;

    private bool IsFull => _oldestFirst.Count > MaxLetters || (_bytes > MaxBytes && _oldestFirst.Count > 1);

    public void Add(in BatchEntry entry, string reason)
    {
        var letter = new DeadLetter
        {
            Id = entry.Id,
            EventName = entry.Name,
            Reason = reason,
            CapturedAt = entry.CapturedAt,
            DiedAt = time.GetUtcNow(),
            Json = entry.Json.ToArray(),
        };
        _oldestFirst.AddLast(letter);
        _bytes += letter.Json.Length;
        Prune();
    }

    public IReadOnlyList<DeadLetter> List(int most)
    {
        Prune();
        return [.. _oldestFirst.Take(most)];
    }

    /// <summary>Takes dead letters out.</summary>
    public IReadOnlyList<DeadLetter> Take(IReadOnlyCollection<Guid> ids)
    {
        Prune();
        var wanted = ids.ToHashSet();
        var taken = _oldestFirst.Where(letter => wanted.Contains(letter.Id)).ToList();
        foreach (var letter in taken)
        {
            _oldestFirst.Remove(letter);
            _bytes -= letter.Json.Length;
        }

        return taken;
    }

    private void Prune()
    {
        var oldest = time.GetUtcNow() - _keptFor;
        while (_oldestFirst.First is { Value: var letter } && (IsFull || letter.DiedAt < oldest))
        {
            _bytes -= letter.Json.Length;
            _oldestFirst.RemoveFirst();
        }
    }
}
