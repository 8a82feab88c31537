using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Extensibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>A request that waits for its own events waits for its own rows, and for nobody else's.</summary>
public sealed class ScopeFlushTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rows_of_other_instances_are_not_waited_for(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.InsertAsync("other", Guid.CreateVersion7());
        await database.ExecuteAsync("UPDATE analyse_outbox SET lease_until = 9000000000000000");
        await using var shop = await Shop.StartAsync(database, services: AddScope);

        var captured = await InRequestAsync(shop, static context => context.SaveChangesAsync(Token));
        await shop.Services.GetRequiredService<IScopeFlush>().FlushAsync(captured, Token);

        Assert.Equal(["mine", "mine_with_key"], shop.Service.Names.Order());
        Assert.Equal(1, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rows_that_were_never_committed_are_not_waited_for(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database, services: AddScope);

        var captured = await InRequestAsync(shop, static _ => Task.CompletedTask);
        await shop.Services.GetRequiredService<IScopeFlush>().FlushAsync(captured, Token);

        Assert.Equal(0, shop.Service.Requests);
    }

    private static void AddScope(IServiceCollection services) => services.AddScoped<IAnalyseContext, RequestContext>();

    private static async Task<CapturedEvents> InRequestAsync(Shop shop, Func<ShopContext, Task> save)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IAnalyseOutbox<ShopContext>>();
        outbox.Capture(Some.Event("mine"));
        outbox.Capture(Some.Event("mine_with_key", key: "order_1"));
        await save(scope.ServiceProvider.GetRequiredService<ShopContext>());
        return ((IScopedCaptures)scope.ServiceProvider.GetRequiredService<IAnalyseContext>()).Captured!;
    }

    private sealed class RequestContext : IAnalyseContext, IScopedCaptures
    {
        public CapturedEvents Captured { get; } = new();

        public string? PersonId => "user_1";

        public string? AnonymousId => null;

        public string? SessionId => null;

        public PageContext? Page => null;

        public void SignedInAs(string personId) => throw new NotSupportedException();
    }
}
