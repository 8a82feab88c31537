using Analyse.Extensibility;
using Analyse.Sqlite.Files;

namespace Analyse.Sqlite.Storage;

/// <content>The side of the ledger.</content>
internal sealed partial class StoreWriter
{
    private readonly LedgerFallback _ledgerFallback = new();
    private readonly LedgerPruning _ledgerPruning = new(time);
    private bool _isFinished;

    /// <summary>Reads entries in one view.</summary>
    /// <exception cref="AnalyseStoreException">The file cannot be read, and memory will not do.</exception>
    public IReadOnlyList<LedgerEntry?> ReadLedger(IReadOnlyList<string> keys, bool fallBackToMemory)
    {
        IReadOnlyList<LedgerEntry?> found = [];
        return TryUseLedger(file => found = Read(file, keys)) ? found
            : fallBackToMemory && !_isFinished ? ReadFallback(keys)
            : throw StoreFailure.OfLedger(files.Path, _isFinished ? null : Problem);
    }

    /// <summary>Writes all entries, or none when another writer was faster.</summary>
    /// <exception cref="AnalyseStoreException">The file cannot be written, and memory will not do.</exception>
    public bool TryWriteLedger(IReadOnlyList<LedgerEntry> entries, bool fallBackToMemory)
    {
        var isWritten = false;
        return TryUseLedger(file => isWritten = TryWrite(file, entries)) ? isWritten
            : fallBackToMemory && !_isFinished && !_ledgerFallback.IsFull ? TryWriteFallback(entries)
            : throw StoreFailure.OfLedger(files.Path, _isFinished ? null : Problem);
    }

    private static LedgerEntry?[] Read(StoreFile file, IReadOnlyList<string> keys)
    {
        using var oneMoment = file.BeginRead();
        return [.. keys.Select(file.Ledger.Find)];
    }

    private static bool TryWrite(StoreFile file, IReadOnlyList<LedgerEntry> entries)
    {
        using var transaction = file.BeginWrite();
        if (!entries.All(file.Ledger.TryWrite))
        {
            return false;
        }

        transaction.Commit();
        return true;
    }

    /// <summary>Works with the file as it is used for events: a disk that took nothing a moment ago is asked again by the next tick.</summary>
    /// <returns>Whether the file did what it was to do.</returns>
    private bool TryUseLedger(Action<StoreFile> action)
    {
        Step(isTick: false);
        var isDone = false;
        if (!_isGivenUp && !IsDegraded)
        {
            Guard(() =>
            {
                EnsureFile();
                action(_file!);
                isDone = true;
            });
        }

        return isDone;
    }

    private LedgerEntry?[] ReadFallback(IReadOnlyList<string> keys)
    {
        // A full disk can often still be read.
        LedgerEntry?[] inFile = new LedgerEntry?[keys.Count];
        try
        {
            inFile = _file is { } file ? Read(file, keys) : inFile;
        }
        catch (Exception)
        {
            // The store is degraded already, and has logged why.
        }

        return [.. keys.Select((key, i) => _ledgerFallback.Find(key) ?? inFile[i])];
    }

    private bool TryWriteFallback(IReadOnlyList<LedgerEntry> entries)
    {
        var current = ReadFallback([.. entries.Select(static entry => entry.Key)]);
        if (!entries.Select((entry, i) => (current[i]?.Version ?? 0) == entry.Version).All(static isAsRead => isAsRead))
        {
            return false;
        }

        foreach (var entry in entries)
        {
            _ledgerFallback.Write(entry);
        }

        return true;
    }
}
