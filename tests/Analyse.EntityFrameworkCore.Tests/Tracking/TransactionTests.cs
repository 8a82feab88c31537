using System.Data.Common;
using System.Transactions;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using BillingWorker.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Tracking;

/// <summary>An event exists exactly when its transaction commits.</summary>
public sealed class TransactionTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_committed_event_is_delivered_and_its_row_deleted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["order_placed"], shop.Service.Names);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
        await Eventually.IsSoAsync(() => shop.Client.Counts is { Delivered: 1, Waiting: 0, Accepted: 1 });
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F63_A_rolled_back_transaction_leaves_no_row_and_no_request(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event("rolled_back"));
            await context.SaveChangesAsync(Token);
        });
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["order_placed"], shop.Service.Names);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F64_Nothing_is_sent_before_the_commit_and_everything_at_once_after_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMinutes(1));

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event());
            await context.SaveChangesAsync(Token);
            Assert.Null(shop.Client.Status.Counts is { Waiting: > 0 } ? "woken before the commit" : null);
            Assert.Equal(0, shop.Service.Requests);
            await transaction.CommitAsync(Token);
        });

        // The next poll is a minute away: only the wake-up after the commit can have brought it.
        await shop.Service.ReceivesAsync(1);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_context_that_is_never_saved_sends_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync((_, outbox) =>
        {
            Assert.Equal(CaptureResult.Accepted, outbox.Capture(Some.Event("never_saved")));
            return Task.CompletedTask;
        });
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["order_placed"], shop.Service.Names);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_rolled_back_to_a_savepoint_is_not_sent_and_the_rest_is(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event("kept"));
            await context.SaveChangesAsync(Token);
            await transaction.CreateSavepointAsync("before", Token);
            outbox.Capture(Some.Event("undone"));
            await context.SaveChangesAsync(Token);
            await transaction.RollbackToSavepointAsync("before", Token);
            await transaction.CommitAsync(Token);
        });
        await shop.Service.ReceivesAsync(1);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.Equal(["kept"], shop.Service.Names);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Two_contexts_of_one_scope_decide_each_for_its_own_events(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await using var other = database.Context();
            outbox.Capture(Some.Event("of_the_scope"));
            outbox.Capture(other, Some.Event("of_the_other"));
            await other.SaveChangesAsync(Token);
        });
        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["of_the_other"], shop.Service.Names);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Two_outboxes_of_one_scope_decide_each_for_its_own_events(DatabaseKind kind)
    {
        await using var shops = await TestDatabase.CreateAsync(kind);
        await using var bills = await TestDatabase.CreateEmptyAsync(kind);
        await using var shop = await Shop.StartAsync(shops, services: services =>
        {
            services.AddDbContext<BillingContext>(options => options.Use(kind, bills.ConnectionString));
            services.AddAnalyseClient().AddEntityFrameworkOutbox<BillingContext>();
        });

        await using var scope = shop.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<BillingContext>().Database.MigrateAsync(Token);
        services.GetRequiredService<IAnalyseOutbox<ShopContext>>().Capture(Some.Event("of_the_shop"));
        services.GetRequiredService<IAnalyseOutbox<BillingContext>>().Capture(Some.Event("of_the_billing"));
        await services.GetRequiredService<BillingContext>().SaveChangesAsync(Token);
        await shop.Service.ReceivesAsync(1);
        Assert.Equal(["of_the_billing"], shop.Service.Names);
        await services.GetRequiredService<ShopContext>().SaveChangesAsync(Token);
        await shop.Service.ReceivesAsync(2);

        Assert.Equal(["of_the_billing", "of_the_shop"], shop.Service.Names);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_event_whose_save_is_accepted_later_is_sent_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMinutes(1));

        await shop.InScopeAsync(async (context, outbox) =>
        {
            outbox.Capture(Some.Event());
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, Token);
            await shop.Service.ReceivesAsync(1);
            context.ChangeTracker.AcceptAllChanges();
            await context.SaveChangesAsync(Token);
        });
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.Single(shop.Service.Names);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_capture_asks_the_database_nothing_and_adds_no_round_trip_to_the_save(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var commands = new Commands();
        await using var shop = await Shop.StartAsync(database, context => context.AddInterceptors(commands));

        await shop.OrderAsync(key: "order_1");
        await shop.Service.ReceivesAsync(1);

        // EF Core sends the rows of a save together on PostgreSQL, and one by one to the library that is SQLite.
        Assert.Equal(kind is DatabaseKind.Postgres ? 1 : 2, commands.Texts.Count);
        Assert.All(commands.Texts, static text => Assert.Contains("INSERT INTO", text, StringComparison.Ordinal));
        Assert.Contains("analyse_outbox", commands.Texts[^1], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transaction_the_context_did_not_begin_is_found_by_polling(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await context.Database.OpenConnectionAsync(Token);
            await using var foreign = await context.Database.GetDbConnection().BeginTransactionAsync(Token);
            await context.Database.UseTransactionAsync(foreign, Token);
            outbox.Capture(Some.Event());
            await context.SaveChangesAsync(Token);
            await foreign.CommitAsync(Token);
        });

        await shop.Service.ReceivesAsync(1);
    }

    [Fact]
    public async Task A_transaction_scope_is_found_by_polling_and_an_incomplete_one_leaves_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            using var incomplete = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            outbox.Capture(Some.Event("incomplete"));
            await context.SaveChangesAsync(Token);
        });
        await shop.InScopeAsync(async (context, outbox) =>
        {
            using var complete = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            outbox.Capture(Some.Event("complete"));
            await context.SaveChangesAsync(Token);
            complete.Complete();
        });
        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["complete"], shop.Service.Names);
    }

    [Fact]
    public async Task A_late_commit_of_an_earlier_row_is_delivered()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event("early"));
            await context.SaveChangesAsync(Token);
            await shop.OrderAsync();
            await shop.Service.ReceivesAsync(1);
            await transaction.CommitAsync(Token);
        });
        await shop.Service.ReceivesAsync(2);

        Assert.Equal(["order_placed", "early"], shop.Service.Names);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_context_of_a_factory_wakes_the_relay_too(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(
            database,
            outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMinutes(1),
            services: services => services.AddPooledDbContextFactory<ShopContext>(o => o.Use(database.Kind, database.ConnectionString)));

        await shop.InScopeAsync(async (_, outbox) =>
        {
            await using var context = await shop.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync(Token);
            outbox.Capture(context, Some.Event());
            await context.SaveChangesAsync(Token);
        });

        await shop.Service.ReceivesAsync(1);
    }

    private sealed class Commands : DbCommandInterceptor
    {
        public List<string> Texts { get; } = [];

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Texts.Add(result.CommandText);
            return result;
        }
    }
}
