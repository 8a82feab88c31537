using System.Collections.Concurrent;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

/// <summary>A database that is away, busy or full of rows.</summary>
public sealed class DatabaseFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F70_A_crash_of_PostgreSQL_loses_no_committed_event()
    {
        await using var server = await Postgres.StartNewAsync();
        await using var database = await TestDatabase.CreateOnAsync(server.ConnectionString);
        await using var shop = await Shop.StartAsync(database);
        var committed = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() => CommitUntilAsync(shop, committed, stop.Token), Token);

        await shop.Service.ReceivesAsync(50);
        await server.CrashAsync();
        await server.StartAsync();
        var before = shop.Service.Names.Length;
        await Eventually.IsSoAsync(() => shop.Service.Names.Length > before, seconds: 10);
        await stop.CancelAsync();
        await load;
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.Superset(committed.ToHashSet(), shop.Service.Names.ToHashSet());
        Assert.InRange(shop.Service.Ids.Length - shop.Service.Ids.Distinct().Count(), 0, 100);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task F74_A_long_backlog_is_claimed_a_batch_at_a_time_and_its_rows_are_deleted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.FillAsync(3_000);
        await using var shop = await Shop.StartAsync(database);
        shop.Service.WhileSending = () =>
        {
            Assert.InRange(shop.Client.Status.WaitingBytes, 1, 100 * 1024);
            return Task.CompletedTask;
        };

        await shop.Service.ReceivesAsync(3_000);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.Equal(3_000, shop.Service.Ids.Distinct().Count());
        Assert.Equal(30, shop.Service.Requests);
    }

    [Fact]
    public async Task F74_No_index_holds_a_lease_so_that_claiming_touches_none()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var context = database.Context();

        var row = context.Model.FindEntityType(typeof(OutboxEvent))!;

        Assert.Empty(row.GetIndexes());
        Assert.Equal([nameof(OutboxEvent.Id)], row.FindPrimaryKey()!.Properties.Select(static property => property.Name));
    }

    [Fact]
    public async Task F75_A_long_write_on_SQLite_makes_the_relay_wait_and_fails_nobody()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.FillAsync(1);
        await using var writer = database.Context();
        await using var transaction = await writer.Database.BeginTransactionAsync(Token);
        writer.Orders.Add(new Order { Number = "long" });
        await writer.SaveChangesAsync(Token);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.CommandTimeout = TimeSpan.FromSeconds(1));

        // The relay has given up once, and an order waits like the relay does.
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null, seconds: 15);
        var order = Task.Run(() => shop.OrderAsync(), Token);
        await Task.Delay(TimeSpan.FromSeconds(3), Token);
        Assert.Equal(0, shop.Service.Requests);
        await transaction.CommitAsync(Token);
        await order;

        await shop.Service.ReceivesAsync(2);
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is null);
        Assert.Equal(["filled", "order_placed"], shop.Service.Names.Order());
    }

    [Fact]
    public async Task A_table_that_can_be_read_but_not_written_is_told_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMilliseconds(20));
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);
        await database.ExecuteAsync("CREATE TRIGGER no_claim BEFORE UPDATE ON analyse_outbox BEGIN SELECT RAISE(ABORT, 'no'); END");

        await shop.OrderAsync();
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Token);
        Assert.Equal(["OutboxDatabaseFailed"], HealthIn(shop));

        await database.ExecuteAsync("DROP TRIGGER no_claim");
        await shop.Service.ReceivesAsync(2);
        await Eventually.IsSoAsync(() => HealthIn(shop).Length > 1);
        Assert.Equal(["OutboxDatabaseFailed", "OutboxRecovered"], HealthIn(shop));
        Assert.Null(shop.Client.Status.StoreProblem);
    }

    private static string[] HealthIn(Shop shop) =>
        [.. shop.Log.GetSnapshot().Select(static record => record.Id.Name).OfType<string>().Where(static name => name is "OutboxDatabaseFailed" or "OutboxRecovered")];

    private static async Task CommitUntilAsync(Shop shop, ConcurrentBag<string> committed, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var name = $"order_{i}";
                await shop.InScopeAsync(async (context, outbox) =>
                {
                    outbox.Capture(Some.Event(name));
                    await context.SaveChangesAsync(CancellationToken.None);
                });
                committed.Add(name);
            }
            catch (Exception failure) when (failure is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                // The business transaction fails with its database, and says so to the business.
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}
