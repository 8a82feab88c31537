using Analyse.Extensibility;

namespace Analyse.Storage.Memory;

/// <summary>
/// The ledger of a process that has no durable store. It is bounded, and forgets first what was written longest ago: such an
/// entry is the least likely to be asked for again.
/// </summary>
internal sealed class MemoryLedger(TimeProvider time, int maxEntries = MemoryLedger.DefaultMaxEntries, long maxCharacters = MemoryLedger.DefaultMaxCharacters)
    : IAnalyseLedger
{
    public const int DefaultMaxEntries = 50_000;

    // 64 MiB as .NET keeps text: entries near their limit must not fill the process.
    public const long DefaultMaxCharacters = 32 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Written>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Written> _oldestFirst = [];
    private long _characters;

    public bool IsDurable => false;

    public ValueTask<IReadOnlyList<LedgerEntry?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        LedgerLimits.ThrowIfInvalid(keys);
        cancellationToken.ThrowIfCancellationRequested();
        var found = new LedgerEntry?[keys.Count];
        lock (_lock)
        {
            Forget();
            for (var i = 0; i < keys.Count; i++)
            {
                found[i] = _byKey.GetValueOrDefault(keys[i])?.Value.Entry;
            }
        }

        return new(found);
    }

    public ValueTask<bool> TryWriteAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken = default)
    {
        LedgerLimits.ThrowIfInvalid(entries);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Forget();
            if (!entries.All(IsAsRead))
            {
                return new(false);
            }

            foreach (var entry in entries)
            {
                Write(entry with { Version = entry.Version + 1 });
            }

            Forget();
        }

        return new(true);
    }

    private bool IsAsRead(LedgerEntry entry) => (_byKey.GetValueOrDefault(entry.Key)?.Value.Entry.Version ?? 0) == entry.Version;

    private void Write(LedgerEntry entry)
    {
        if (_byKey.TryGetValue(entry.Key, out var node))
        {
            Remove(node);
        }

        _byKey.Add(entry.Key, _oldestFirst.AddLast(new Written(entry, time.GetTimestamp())));
        _characters += LengthOf(entry);
    }

    // Ages are differences of timestamps, which no change of the wall clock moves.
    private void Forget()
    {
        while (_oldestFirst.First is { } oldest
            && (_byKey.Count > maxEntries
                || _characters > maxCharacters
                || time.GetElapsedTime(oldest.Value.Timestamp) > LedgerLimits.KeptFor))
        {
            Remove(oldest);
        }
    }

    private void Remove(LinkedListNode<Written> node)
    {
        _oldestFirst.Remove(node);
        _byKey.Remove(node.Value.Entry.Key);
        _characters -= LengthOf(node.Value.Entry);
    }

    private static int LengthOf(LedgerEntry entry) => entry.Key.Length + entry.Value.Length;

    private readonly record struct Written(LedgerEntry Entry, long Timestamp);
}
