using Analyse.Extensibility;
using Analyse.Sqlite.Files;

namespace Analyse.Sqlite.Storage;

/// <summary>Lets the ledger count its days, and deletes, now and then, the entries that were kept for long enough.</summary>
internal sealed class LedgerPruning(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    private long? _prunedAt;

    public void Prune(StoreFile file)
    {
        if (_prunedAt is { } last && time.GetElapsedTime(last) < _interval)
        {
            return;
        }

        _prunedAt = time.GetTimestamp();
        file.Ledger.PassDay(time.GetUtcNow());
        while (file.Ledger.Prune((int)LedgerLimits.KeptFor.TotalDays))
        {
        }
    }
}
