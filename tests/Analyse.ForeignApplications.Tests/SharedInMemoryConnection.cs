using System.Data.Common;
using Analyse.EntityFrameworkCore;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Analyse.ForeignApplications.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Tests with SQLite in memory: one open connection, given to every context, as the documentation of EF Core shows it.</summary>
public sealed class SharedInMemoryConnection
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task None_of_300_transactions_is_disturbed_and_a_flush_says_that_nothing_is_delivered()
    {
        await using var application = await StartAsync("Data Source=:memory:");

        await PlaceOrdersAsync(application, 300);
        var ledger = application.Services.GetRequiredService<IAnalyseLedger>();
        Assert.True(await ledger.TryWriteAsync([new LedgerEntry("stripe:1", "a", 0)], Token));

        await application.InScopeAsync(static async (context, _) => Assert.Equal(300, await context.Set<OutboxEvent>().CountAsync(Token)));
        Assert.Equal(0, application.Service.Requests);
        Assert.Contains("share one open connection", application.Client.Status.StoreProblem, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => application.Client.FlushAsync(Token));
        Assert.Contains("share one open connection", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_behind_a_shared_connection_is_delivered_over_a_connection_of_its_own()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await using var application = await StartAsync(database.ConnectionString);

        await PlaceOrdersAsync(application, 20);

        await application.Service.ReceivesAsync(20);
        Assert.Null(application.Client.Status.StoreProblem);
    }

    [Fact]
    public async Task With_a_recorder_nothing_is_reported_and_nothing_is_polled()
    {
        await using var application = await StartAsync("Data Source=:memory:", static services => services.AddAnalyseRecorder());

        await PlaceOrdersAsync(application, 10);
        await application.Client.FlushAsync(Token);

        Assert.Equal(10, application.Services.GetRequiredService<Analyse.Testing.AnalyseRecorder>().Named("order_placed").Count);
        Assert.Null(application.Client.Status.StoreProblem);
    }

    private static Task<OutboxApplication<ShopContext>> StartAsync(string connectionString, Action<IServiceCollection>? configure = null) =>
        OutboxApplication<ShopContext>.StartAsync(
            services =>
            {
                services.AddSingleton<DbConnection>(_ =>
                {
                    var connection = new SqliteConnection(connectionString);
                    connection.Open();
                    return connection;
                });
                services.AddDbContext<ShopContext>(static (provider, options) => options.UseSqlite(provider.GetRequiredService<DbConnection>()));
            },
            configure);

    private static async Task PlaceOrdersAsync(OutboxApplication<ShopContext> application, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await application.InScopeAsync(async (context, outbox) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(Token);
                context.Orders.Add(new Order { Number = "1" });
                outbox.Capture(Some.Event());
                await context.SaveChangesAsync(Token);
                await Task.Yield();
                await transaction.CommitAsync(Token);
            });
        }
    }
}
