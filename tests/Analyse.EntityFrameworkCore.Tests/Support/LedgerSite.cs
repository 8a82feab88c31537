using Analyse.EntityFrameworkCore.Storage;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Analyse.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>
/// An instance of the shop on a database that others may share; the first of them removes it. The clock of a database cannot
/// be set by a test: what its calendar says is moved the other way.
/// </summary>
public sealed class LedgerSite : ILedgerSite
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    private readonly TestDatabase _database;
    private readonly bool _isFirst;
    private Shop _shop;

    private LedgerSite(TestDatabase database, Shop shop, bool isFirst)
    {
        _database = database;
        _shop = shop;
        _isFirst = isFirst;
    }

    public IAnalyseLedger Ledger => _shop.Services.GetRequiredService<IAnalyseLedger>();

    public static async Task<ILedgerSite> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return new LedgerSite(database, await Shop.StartAsync(database), isFirst: true);
    }

    public async Task<ILedgerSite> OpenAnotherAsync() => new LedgerSite(_database, await Shop.StartAsync(_database), isFirst: false);

    public async Task PassDaysAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            await SetClockAsync(_day);
        }
    }

    public async Task SetClockAsync(TimeSpan change)
    {
        await _database.ExecuteAsync($"UPDATE analyse_outbox_ledger SET version = version - {UnixTime.Of(change)} WHERE key = ''");
        Assert.True(await _shop.Services.GetRequiredService<OutboxLedger<ShopContext>>().TryTidyAsync(TestContext.Current.CancellationToken));
    }

    public async Task RestartAsync()
    {
        await _shop.DisposeAsync();
        _shop = await Shop.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        if (_isFirst)
        {
            await _database.DisposeAsync();
        }
    }
}
