using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.ForeignApplications.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Contexts of a pool are used again, by other requests and by the relay.</summary>
public sealed class PooledContexts
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_outbox_works_with_a_pool_of_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var application = await StartAsync(database);

        await application.DoEverythingAsync();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_one_request_leaves_unsaved_is_not_counted_for_the_next(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var application = await StartAsync(database);

        await application.InScopeAsync(static (_, outbox) => Task.FromResult(outbox.Capture(Some.Event("forgotten"))));
        await application.InScopeAsync(static async (context, outbox) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event("undone"));
            await context.SaveChangesAsync(Token);
        });
        await application.CaptureAsync(Some.Event("saved"));
        await application.Client.FlushAsync(Token);

        Assert.Equal(["saved"], application.Service.Names);
        Assert.Equal((1, 0), (application.Client.Counts.Delivered, application.Client.Counts.Waiting));
    }

    private static Task<OutboxApplication<ShopContext>> StartAsync(TestDatabase database) => OutboxApplication<ShopContext>.StartAsync(
        services => services.AddDbContextPool<ShopContext>(options => options.Use(database.Kind, database.ConnectionString), poolSize: 1));
}
