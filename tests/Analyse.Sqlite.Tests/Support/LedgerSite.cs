using Analyse.Extensibility;
using Analyse.Tests.Storage;
using Analyse.Tests.Support;

namespace Analyse.Sqlite.Tests.Support;

/// <summary>A store on a file that other stores may share; the first of them removes it.</summary>
internal sealed class LedgerSite(TempFolder folder, SteppingClock time, bool isFirst) : ILedgerSite
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(500);

    private TestStore _store = new(folder, new TestStoreSettings { Time = time });

    public string Path => _store.Path;

    public IAnalyseLedger Ledger => _store.Store.Ledger;

    public Task<ILedgerSite> OpenAnotherAsync() => Task.FromResult<ILedgerSite>(new LedgerSite(folder, time, isFirst: false));

    public async Task PassDaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            time.Skip(TimeSpan.FromDays(1));
            await _store.AdvanceAsync(_tick);
        }
    }

    public async Task SetClockAsync(TimeSpan change)
    {
        time.Step(change);
        // The store looks at the clock every hour.
        time.Skip(TimeSpan.FromHours(1));
        await _store.AdvanceAsync(_tick);
    }

    public Task RestartAsync()
    {
        _store.Dispose();
        _store = new TestStore(folder, new TestStoreSettings { Time = time });
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        if (isFirst)
        {
            folder.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
