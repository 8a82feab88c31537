using System.Net;
using System.Transactions;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>A flush waits for the rows that were committed when it was called, whoever committed them. Nothing polls meanwhile.</summary>
public sealed class FlushTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task F95_Rows_of_a_raw_transaction_are_gone_when_a_flush_returns(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await context.Database.OpenConnectionAsync(Token);
            await using var transaction = await context.Database.GetDbConnection().BeginTransactionAsync(Token);
            await context.Database.UseTransactionAsync(transaction, Token);
            outbox.Capture(Some.Event("raw"));
            await context.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
        });
        await shop.Client.FlushAsync(Token);

        Assert.Equal(["raw"], shop.Service.Names);
        Assert.Equal(0, await database.CountAsync());
    }

    [Fact]
    public async Task F95_Rows_of_a_transaction_scope_are_gone_when_a_flush_returns()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var shop = await StartAsync(database);

        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await shop.OrderAsync();
            scope.Complete();
        }

        await shop.Client.FlushAsync(Token);

        Assert.Equal(["order_placed"], shop.Service.Names);
        Assert.Equal(0, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F95_Rows_of_another_process_are_gone_when_a_flush_returns(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await StartAsync(database);
        await database.FillAsync(250);

        await shop.Client.FlushAsync(Token);

        Assert.Equal(250, shop.Service.Ids.Distinct().Count());
        Assert.Equal(0, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F95_A_flush_waits_for_what_another_instance_has_claimed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await StartAsync(database);
        await database.InsertAsync("claimed", Guid.CreateVersion7());
        await ClaimElsewhereAsync(database);

        var flush = shop.Client.FlushAsync(Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Token);
        Assert.False(flush.IsCompleted);
        await database.ExecuteAsync("DELETE FROM analyse_outbox");
        await flush;

        Assert.Equal(0, shop.Service.Requests);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F95_What_a_dead_instance_had_claimed_is_delivered_by_the_flush_when_its_lease_ends(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await StartAsync(database);
        await database.InsertAsync("claimed", Guid.CreateVersion7());
        await ClaimElsewhereAsync(database);

        var flush = shop.Client.FlushAsync(Token);
        await database.ExecuteAsync("UPDATE analyse_outbox SET lease_until = 1");
        await flush;

        Assert.Equal(["claimed"], shop.Service.Names);
        Assert.Equal(0, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F95_A_flush_throws_when_the_service_or_the_table_fails(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await StartAsync(database);
        await database.InsertAsync("kept", Guid.CreateVersion7());
        shop.Service.Answer = HttpStatusCode.ServiceUnavailable;

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => shop.Client.FlushAsync(Token));
        Assert.Equal(1, await database.CountAsync());

        await database.ExecuteAsync("ALTER TABLE analyse_outbox RENAME TO elsewhere");
        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => shop.Client.FlushAsync(Token));
        Assert.Contains("The store cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_shutdown_does_not_wait_for_what_another_instance_has_claimed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await StartAsync(database);
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);
        await database.InsertAsync("claimed", Guid.CreateVersion7());
        await ClaimElsewhereAsync(database);

        await shop.Client.ShutdownAsync(Token);

        Assert.Equal(1, shop.Service.Requests);
    }

    private static Task<Shop> StartAsync(TestDatabase database) =>
        Shop.StartAsync(database, outbox: static o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromHours(1));

    private static Task ClaimElsewhereAsync(TestDatabase database) =>
        database.ExecuteAsync($"UPDATE analyse_outbox SET lease_id = '{Guid.NewGuid().ToString().ToUpperInvariant()}', lease_until = 9000000000000000");
}
