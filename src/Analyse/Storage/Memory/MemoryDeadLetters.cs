namespace Analyse.Storage.Memory;

/// <summary>
/// The dead letters in memory: the last ones, for as long as they may be kept. What is destroyed is counted. Used under the
/// store's lock.
/// </summary>
internal sealed class MemoryDeadLetters(TimeProvider time)
{
    private const int MaxLetters = 1_000;
    private const long MaxBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan _keptFor = TimeSpan.FromDays(30);

    private readonly LinkedList<Kept> _oldestFirst = new();
    private AnalyseLosses _losses;
    private long _bytes;

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            Prune();
            return _oldestFirst.Count;
        }
    }

    /// <summary>How many were destroyed, and why.</summary>
    public AnalyseLosses Losses
    {
        get
        {
            Prune();
            return _losses;
        }
    }

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
        _oldestFirst.AddLast(new Kept(letter, time.GetTimestamp()));
        _bytes += letter.Json.Length;
        Prune();
    }

    public IReadOnlyList<DeadLetter> List(int most)
    {
        Prune();
        return [.. _oldestFirst.Take(most).Select(static kept => kept.Letter)];
    }

    /// <summary>Takes dead letters out.</summary>
    public IReadOnlyList<DeadLetter> Take(IReadOnlyCollection<Guid> ids)
    {
        Prune();
        var wanted = ids.ToHashSet();
        var taken = _oldestFirst.Where(kept => wanted.Contains(kept.Letter.Id)).ToList();
        foreach (var kept in taken)
        {
            Remove(kept);
        }

        return [.. taken.Select(static kept => kept.Letter)];
    }

    /// <summary>Destroys dead letters.</summary>
    /// <returns>How many there were.</returns>
    public int Delete(IReadOnlyCollection<Guid> ids)
    {
        var deleted = Take(ids).Count;
        _losses = _losses with { DeadLettersDeleted = _losses.DeadLettersDeleted + deleted };
        return deleted;
    }

    // Ages are differences of timestamps, which no change of the wall clock moves.
    private void Prune()
    {
        while (_oldestFirst.First is { Value: var kept })
        {
            if (IsFull)
            {
                _losses = _losses with { DeadLettersEvicted = _losses.DeadLettersEvicted + 1 };
            }
            else if (time.GetElapsedTime(kept.Since) > _keptFor)
            {
                _losses = _losses with { DeadLettersExpired = _losses.DeadLettersExpired + 1 };
            }
            else
            {
                return;
            }

            Remove(kept);
        }
    }

    private void Remove(Kept kept)
    {
        _oldestFirst.Remove(kept);
        _bytes -= kept.Letter.Json.Length;
    }

    private sealed record Kept(DeadLetter Letter, long Since);
}
