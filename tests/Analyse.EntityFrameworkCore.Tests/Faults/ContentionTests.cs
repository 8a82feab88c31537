using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

/// <summary>Somebody else has what the relay needs: connections, tables, rows, keys. The business does not notice it.</summary>
public sealed class ContentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F72_A_pool_of_one_is_shared_with_the_business()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres, "Maximum Pool Size=1;Timeout=2");
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            // All of the pool, for longer than the relay waits for a connection.
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event("with_the_pool"));
            await context.SaveChangesAsync(Token);
            await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);
            await transaction.CommitAsync(Token);
        });
        await shop.Service.ReceivesAsync(1);

        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is null);
        Assert.Equal(["with_the_pool"], shop.Service.Names);
    }

    [Fact]
    public async Task F72_The_relay_passes_over_rows_that_somebody_else_has_locked()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await database.FillAsync(10);
        await using var context = database.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(Token);
        await context.Database.ExecuteSqlRawAsync("SELECT 1 FROM analyse_outbox ORDER BY id LIMIT 4 FOR UPDATE", Token);

        await using var shop = await Shop.StartAsync(database);
        await shop.Service.ReceivesAsync(6);
        Assert.Equal(6, shop.Service.Names.Length);
        await transaction.RollbackAsync(Token);

        await shop.Service.ReceivesAsync(10);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Options=-c statement_timeout=1000", 10)]
    [InlineData("Options=-c lock_timeout=200", 10)]
    public async Task F72_A_locked_table_makes_the_relay_wait_on_one_connection_and_fails_nobody(string settings, int commandTimeout)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await database.FillAsync(250);
        await using var holder = database.Context();
        await using var locked = await LockAsync(holder, "LOCK TABLE analyse_outbox IN ACCESS EXCLUSIVE MODE");
        // One connection for the relay, and one for the business.
        await using var shop = await StartAsync(database, $"Maximum Pool Size=2;Timeout=5;{settings}", commandTimeout);

        await PlaceOrdersUntilAsync(shop, () => shop.Client.Status.StoreProblem is not null);
        Assert.Equal(0, shop.Service.Requests);
        await locked.RollbackAsync(Token);

        await shop.Service.ReceivesAsync(250);
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is null);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
        Assert.Equal(250, shop.Service.Ids.Distinct().Count());
        Assert.Equal(250, shop.Service.Ids.Length);
    }

    [Fact]
    public async Task F72_A_relay_that_loses_a_deadlock_delivers_its_rows_afterwards()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var id = Guid.CreateVersion7();
        await using var other = database.Context();
        await using var transaction = await LockAsync(other, "SET LOCAL deadlock_timeout = '10min'");
        other.Add(new OutboxKey { EventId = id, RowId = Guid.CreateVersion7(), TakenAt = 0 });
        await other.SaveChangesAsync(Token);
        await database.InsertAsync("with_a_key", id);
        // The relay looks for a deadlock after five seconds, the other side never: it is the relay that loses.
        await using var shop = await StartAsync(database, "Options=-c deadlock_timeout=5s", commandTimeout: 60);

        // The relay has the row and waits for the key; the other side has the key and now wants the row.
        await RelayWaitsForLockAsync(database);
        await other.Database.ExecuteSqlAsync($"UPDATE analyse_outbox SET attempts = attempts", Token);
        Assert.Equal(0, shop.Service.Requests);
        await Eventually.IsSoAsync(() => shop.Log.GetSnapshot().Any(static record => record.Id.Name == "OutboxDatabaseFailed"));
        await transaction.RollbackAsync(Token);

        await shop.Service.ReceivesAsync(1);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
        Assert.Equal([id.ToString()], shop.Service.Ids);
        await Eventually.IsSoAsync(() => shop.Client.Counts is { Delivered: 1, Duplicates: 0 });
        await Eventually.IsSoAsync(() => database.IsTrueAsync(
            "SELECT deadlocks = 1 AS \"Value\" FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Theory, InlineData("repeatable\\ read"), InlineData("serializable")]
    public async Task F72_Instances_share_the_rows_also_where_transactions_are_stricter_by_default(string isolation)
    {
        const int Rows = 3_000;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await database.FillAsync(Rows);
        var service = new TestService();
        var settings = $"Options=-c default_transaction_isolation={isolation}";
        await using var first = await StartAsync(database, settings, service: service);
        await using var second = await StartAsync(database, settings, service: service);

        await service.ReceivesAsync(Rows);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.Equal(Rows, service.Ids.Length);
        Assert.Equal(Rows, service.Ids.Distinct().Count());
        Assert.DoesNotContain(first.Log.GetSnapshot().Concat(second.Log.GetSnapshot()), static record => record.Id.Name == "OutboxDatabaseFailed");
    }

    [Fact]
    public async Task F72_An_application_whose_relay_waits_for_a_lock_stops_in_time()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await database.FillAsync(1);
        await using var holder = database.Context();
        await using var locked = await LockAsync(holder, "LOCK TABLE analyse_outbox IN ACCESS EXCLUSIVE MODE");
        await using var shop = await StartAsync(database, "", commandTimeout: 3600);
        await RelayWaitsForLockAsync(database);

        await shop.StopAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);

        await locked.RollbackAsync(Token);
        Assert.Equal(1, await database.CountAsync());
        Assert.DoesNotContain(shop.Log.GetSnapshot(), static record => record.Id.Name is "OutboxDatabaseFailed" or "LoopFaulted");
    }

    private static Task RelayWaitsForLockAsync(TestDatabase database) => Eventually.IsSoAsync(() => database.IsTrueAsync(
        "SELECT count(*) = 1 AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"));

    /// <summary>The settings are those of the application's connections, not of the test's.</summary>
    private static Task<Shop> StartAsync(TestDatabase database, string settings, int commandTimeout = 10, TestService? service = null) => Shop.StartAsync(
        database,
        context => context.UseNpgsql($"{database.ConnectionString};{settings}"),
        outbox => outbox.CommandTimeout = TimeSpan.FromSeconds(commandTimeout),
        service: service);

    private static async Task<IDbContextTransaction> LockAsync(ShopContext context, string statement)
    {
        var transaction = await context.Database.BeginTransactionAsync(Token);
#pragma warning disable EF1002 // A constant of the test.
        await context.Database.ExecuteSqlRawAsync(statement, Token);
#pragma warning restore EF1002
        return transaction;
    }

    private static async Task PlaceOrdersUntilAsync(Shop shop, Func<bool> isSo)
    {
        for (var number = 0; !isSo(); number++)
        {
            await shop.InScopeAsync(async (context, outbox) =>
            {
                context.Orders.Add(new Order { Number = $"{number}" });
                await context.SaveChangesAsync(Token);
            });
            Assert.InRange(number, 0, 100_000);
        }
    }
}
