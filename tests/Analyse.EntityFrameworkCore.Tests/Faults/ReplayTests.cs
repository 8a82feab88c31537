using System.Data.Common;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

/// <summary>The retries of EF Core.</summary>
public sealed class ReplayTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task F71_A_save_that_EF_Core_repeats_leaves_one_row_for_each_event(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var failing = new FailOnceAfterInsert(kind);
        await using var shop = await StartAsync(database, failing);

        await shop.OrderAsync();

        await AssertOneOrderAndOneEventAsync(database, shop, failing);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F71_A_block_that_EF_Core_repeats_with_a_new_context_leaves_one_row_for_each_event(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var failing = new FailOnceAfterInsert(kind);
        await using var shop = await StartAsync(database, failing);

        await shop.InScopeAsync((context, _) => context.Database.CreateExecutionStrategy().ExecuteAsync(() =>
            shop.InScopeAsync(async (context, outbox) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(Token);
                context.Orders.Add(new Order { Number = "1" });
                outbox.Capture(Some.Event());
                await context.SaveChangesAsync(Token);
                await transaction.CommitAsync(Token);
            })));

        await AssertOneOrderAndOneEventAsync(database, shop, failing);
    }

    private static Task<Shop> StartAsync(TestDatabase database, FailOnceAfterInsert failing) => Shop.StartAsync(database, context =>
    {
        context.AddInterceptors(failing);
        if (database.Kind is DatabaseKind.Postgres)
        {
            new NpgsqlDbContextOptionsBuilder(context).EnableRetryOnFailure();
        }
        else
        {
            new SqliteDbContextOptionsBuilder(context).ExecutionStrategy(static parts => new RetryOnInputError(parts));
        }
    });

    private static async Task AssertOneOrderAndOneEventAsync(TestDatabase database, Shop shop, FailOnceAfterInsert failing)
    {
        await shop.Service.ReceivesAsync(1);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.True(failing.HasFailed);
        Assert.Equal(["order_placed"], shop.Service.Names);
        Assert.Equal(0, shop.Client.Counts.Duplicates);
        await using var orders = database.Context();
        Assert.Equal(1, await orders.Orders.CountAsync(Token));
    }

    /// <summary>EF Core's own strategies for SQLite repeat nothing; an application may bring one.</summary>
    private sealed class RetryOnInputError(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.FromMilliseconds(10))
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is SqliteException { SqliteErrorCode: FailOnceAfterInsert.InputError };
    }

    private sealed class FailOnceAfterInsert(DatabaseKind kind) : DbCommandInterceptor
    {
        public const int InputError = 10;

        public bool HasFailed { get; private set; }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default)
        {
            if (HasFailed || !command.CommandText.Contains("analyse_outbox", StringComparison.Ordinal))
            {
                return new ValueTask<DbDataReader>(result);
            }

            HasFailed = true;
            throw kind is DatabaseKind.Postgres
                ? new NpgsqlException("The connection was cut.", new IOException())
                : new SqliteException("disk I/O error", InputError);
        }
    }
}
