using Analyse.Extensibility;

namespace Analyse.Sqlite.Storage;

/// <summary>The ledger in the store's file, read and written by the store's thread, as safe as what <c>CaptureAsync</c> has accepted.</summary>
internal sealed class SqliteLedger(StoreThread thread, StoreWriter writer, bool fallBackToMemory) : IAnalyseLedger
{
    public bool IsDurable => writer.Problem is null || !fallBackToMemory;

    public ValueTask<IReadOnlyList<LedgerEntry?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        LedgerLimits.ThrowIfInvalid(keys);
        return new(thread.RunAsync(() => writer.ReadLedger(keys, fallBackToMemory)).WaitAsync(cancellationToken));
    }

    public ValueTask<bool> TryWriteAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken = default)
    {
        LedgerLimits.ThrowIfInvalid(entries);
        return new(thread.RunAsync(() => writer.TryWriteLedger(entries, fallBackToMemory)).WaitAsync(cancellationToken));
    }
}
