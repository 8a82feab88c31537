using System.Data.Common;
using System.Transactions;
using Analyse.EntityFrameworkCore.Storage;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

public sealed class LedgerFaultTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_A_database_from_before_the_ledger_is_told_with_its_command_and_delivers_meanwhile(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("DROP TABLE analyse_outbox_ledger");
        await using var shop = await Shop.StartAsync(database);

        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);
        await Assert.ThrowsAnyAsync<DbException>(() => ReadAsync(shop));

        Assert.True(shop.Client.Status.IsDegraded);
        Assert.Contains("The ledger of ShopContext has no table", shop.Client.Status.StoreProblem, StringComparison.Ordinal);
        Assert.Contains("dotnet ef dbcontext script --context ShopContext", shop.Client.Status.StoreProblem, StringComparison.Ordinal);
        Assert.Single(Logged(shop, "OutboxLedgerTableMissing"));
        Assert.Empty(Logged(shop, "OutboxTableMissing"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_When_the_table_is_made_the_ledger_works_without_a_restart(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync("ALTER TABLE analyse_outbox_ledger RENAME TO elsewhere");
        await using var shop = await Shop.StartAsync(database);
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);

        await database.ExecuteAsync("ALTER TABLE elsewhere RENAME TO analyse_outbox_ledger");
        await WriteAsync(shop, new LedgerEntry("a", "1", 0));

        Assert.Null(shop.Client.Status.StoreProblem);
        Assert.Single(Logged(shop, "OutboxLedgerRecovered"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F73_Where_all_tables_are_missing_one_command_is_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using (var context = database.Context())
        {
            await context.Database.EnsureCreatedAsync(Cancellation);
        }

        foreach (var table in (string[])["analyse_outbox", "analyse_outbox_keys", "analyse_outbox_dead", "analyse_outbox_ledger", "\"Orders\""])
        {
            await database.ExecuteAsync($"DROP TABLE {table}");
        }

        await using var shop = await Shop.StartAsync(database);
        await Assert.ThrowsAnyAsync<DbException>(() => ReadAsync(shop));
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);

        Assert.Contains("migrations add AddAnalyseOutbox", shop.Client.Status.StoreProblem, StringComparison.Ordinal);
        Assert.Empty(Logged(shop, "OutboxLedgerTableMissing"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transaction_of_the_caller_that_rolls_back_takes_no_entry_with_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await WriteAsync(shop, new LedgerEntry("a", "1", 0));
        }

        Assert.Equal(1, (await ReadAsync(shop))?.Version);
    }

    [Fact]
    public async Task Writers_of_the_same_entries_in_opposite_order_do_not_deadlock()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var one = await Shop.StartAsync(database);
        await using var two = await Shop.StartAsync(database);
        string[] keys = [.. Enumerable.Range(0, 30).Select(static i => $"key_{i}")];
        await WriteAsync(one, [.. keys.Select(static key => new LedgerEntry(key, "0", 0))]);

        for (var version = 1; version < 20; version++)
        {
            LedgerEntry[] entries = [.. keys.Select(key => new LedgerEntry(key, "1", version))];
            var results = await Task.WhenAll(
                Ledger(one).TryWriteAsync(entries, Cancellation).AsTask(),
                Ledger(two).TryWriteAsync([.. entries.Reverse()], Cancellation).AsTask());

            Assert.Single(results, static isWritten => isWritten);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_database_that_is_away_is_an_error_for_the_caller_and_none_for_the_host(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database, context: options => options.Use(
            kind, kind is DatabaseKind.Sqlite ? "Data Source=/nowhere/at/all.db" : "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1"));

        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(shop));

        Assert.False(await shop.Services.GetRequiredService<OutboxLedger<ShopContext>>().TryTidyAsync(Cancellation));
    }

    [Fact]
    public async Task The_ledger_of_the_outbox_that_was_added_last_is_the_applications()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var shop = Shop.Build(database);

        Assert.IsType<OutboxLedger<ShopContext>>(Ledger(shop));
        Assert.True(Ledger(shop).IsDurable);
    }

    private static IAnalyseLedger Ledger(Shop shop) => shop.Services.GetRequiredService<IAnalyseLedger>();

    private static async Task<LedgerEntry?> ReadAsync(Shop shop) => (await Ledger(shop).ReadAsync(["a"], Cancellation))[0];

    private static async Task WriteAsync(Shop shop, params LedgerEntry[] entries) =>
        Assert.True(await Ledger(shop).TryWriteAsync(entries, Cancellation));

    private static FakeLogRecord[] Logged(Shop shop, string name) => [.. shop.Log.GetSnapshot().Where(record => record.Id.Name == name)];
}
