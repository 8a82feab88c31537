using Analyse.Extensibility;
using Analyse.Sqlite.Files;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// Entries of the ledger that the file does not take, until it does: only where the settings say that memory will do then.
/// Used by the writer's thread.
/// </summary>
internal sealed class LedgerFallback
{
    private const int MaxEntries = 50_000;

    private readonly Dictionary<string, LedgerEntry> _entries = new(StringComparer.Ordinal);

    public bool IsFull => _entries.Count >= MaxEntries;

    public LedgerEntry? Find(string key) => _entries.GetValueOrDefault(key);

    public void Write(LedgerEntry read) => _entries[read.Key] = read with { Version = read.Version + 1 };

    /// <summary>Moves the entries to the file. They are the later ones, also where the file could not be read when they were made.</summary>
    public void MoveTo(StoreFile file)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        using (var transaction = file.BeginWrite())
        {
            foreach (var entry in _entries.Values)
            {
                file.Ledger.Replace(entry);
            }

            transaction.Commit();
        }

        _entries.Clear();
    }
}
