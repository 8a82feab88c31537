using System.Data.Common;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

/// <summary>The retries of EF Core.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task F71_A_save_that_EF_Core_repeats_leaves_one_row_for_each_event()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var failing = new FailOnceAfterInsert();
        await using var shop = await Shop.StartAsync(
            database,
            context => new NpgsqlDbContextOptionsBuilder(context.AddInterceptors(failing)).EnableRetryOnFailure());

        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);

        Assert.True(failing.HasFailed);
        Assert.Equal(["order_placed"], shop.Service.Names);
        Assert.Equal(0, shop.Client.Counts.Duplicates);
        await using var orders = database.Context();
        Assert.Equal(1, await orders.Orders.CountAsync(TestContext.Current.CancellationToken));
    }

    private sealed class FailOnceAfterInsert : DbCommandInterceptor
    {
        public bool HasFailed { get; private set; }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default)
        {
            if (HasFailed)
            {
                return new ValueTask<DbDataReader>(result);
            }

            HasFailed = true;
            throw new NpgsqlException("The connection was cut.", new IOException());
        }
    }
}
