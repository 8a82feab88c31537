using System.Text;
using System.Text.Json;
using Analyse.Extensibility;

namespace Analyse.Stripe.Ledger;

/// <summary>Some entries of the ledger as they were read, to be changed and written back together.</summary>
internal sealed class LedgerPage
{
    private readonly Dictionary<string, LedgerEntry?> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<LedgerEntry?>> _changes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _records = new(StringComparer.Ordinal);

    /// <summary>The entries that differ from what was read.</summary>
    public IReadOnlyList<LedgerEntry> Changes => [.. _changes.Values.Select(static change => change()).OfType<LedgerEntry>()];

    public bool Has(string key) => _read.ContainsKey(key);

    public void Add(IReadOnlyList<string> keys, IReadOnlyList<LedgerEntry?> entries)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            _read[keys[i]] = entries[i];
        }
    }

    /// <summary>The record of a key that was read; one that only this page holds when it was not.</summary>
    public TRecord Of<TRecord>(string key)
        where TRecord : class, ILedgerRecord<TRecord>, new()
    {
        if (_records.TryGetValue(key, out var known))
        {
            return (TRecord)known;
        }

        var entry = _read.GetValueOrDefault(key);
        var record = Parse<TRecord>(entry);
        _records.Add(key, record);
        if (Has(key))
        {
            _changes.Add(key, () => ChangeOf(key, entry, record));
        }

        return record;
    }

    private static TRecord Parse<TRecord>(LedgerEntry? entry)
        where TRecord : class, ILedgerRecord<TRecord>, new()
    {
        var record = new TRecord();
        try
        {
            record = entry is null ? record : JsonSerializer.Deserialize(entry.Value, TRecord.Json) ?? record;
        }
        catch (JsonException)
        {
            // Written by another version of this package: what it knew is lost, and is learnt again.
        }

        record.Person = entry?.PersonId;
        return record;
    }

    private static LedgerEntry? ChangeOf<TRecord>(string key, LedgerEntry? entry, TRecord record)
        where TRecord : class, ILedgerRecord<TRecord>, new()
    {
        var value = JsonSerializer.Serialize(record, TRecord.Json);
        var before = entry?.Value ?? JsonSerializer.Serialize(new TRecord(), TRecord.Json);

        // What is too long for the ledger stays as it was: the keys of its events still let each count once.
        return (value == before && record.Person == entry?.PersonId) || Encoding.UTF8.GetByteCount(value) > LedgerLimits.MaxValueBytes
            ? null
            : new LedgerEntry(key, value, entry?.Version ?? 0) { PersonId = record.Person };
    }
}
