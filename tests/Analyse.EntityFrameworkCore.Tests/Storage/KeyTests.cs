using System.Net;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>An event with an idempotency key is delivered once, and no unique index stands in the way of the business transaction.</summary>
public sealed class KeyTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rows_of_one_key_are_all_saved_and_one_of_them_is_delivered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            outbox.Capture(Some.Event("paid", key: "order_1"));
            outbox.Capture(Some.Event("paid", key: "order_1"));
            outbox.Capture(Some.Event("paid", key: "order_2"));
            Assert.Equal(3, await context.SaveChangesAsync(TestContext.Current.CancellationToken));
        });
        await Eventually.IsSoAsync(() => shop.Client.Counts is { Delivered: 2, Duplicates: 1 });

        Assert.Equal(2, shop.Service.Ids.Distinct().Count());
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_key_is_remembered_after_the_delivery_and_by_other_instances(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var first = await Shop.StartAsync(database))
        {
            await first.OrderAsync(key: "order_1");
            await first.Service.ReceivesAsync(1);
        }

        await using var second = await Shop.StartAsync(database);
        await second.OrderAsync(key: "order_1");
        await Eventually.IsSoAsync(() => second.Client.Counts.Duplicates == 1);

        Assert.Equal(0, second.Service.Requests);
        await Eventually.IsSoAsync(async () => await database.CountAsync() == 0);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_that_has_taken_its_key_keeps_it_over_failed_attempts(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database, service: new TestService { Answer = HttpStatusCode.ServiceUnavailable });

        await shop.OrderAsync(key: "order_1");
        await shop.Service.IsAskedAsync(2);
        shop.Service.Answer = HttpStatusCode.OK;
        await shop.Service.ReceivesAsync(1);

        await Eventually.IsSoAsync(() => shop.Client.Counts is { Delivered: 1, Duplicates: 0 });
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Keys_are_forgotten_after_thirty_days_a_thousand_at_a_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddOldKeysAsync(database, 2_500);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMilliseconds(100));

        await Eventually.IsSoAsync(() => HasNoKeysAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Keys_are_forgotten_also_where_there_is_always_something_to_deliver(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddOldKeysAsync(database, 1);
        await using var shop = await Shop.StartAsync(database, outbox: o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromMinutes(10));

        await shop.OrderAsync();

        await Eventually.IsSoAsync(() => HasNoKeysAsync(database));
    }

    private static async Task AddOldKeysAsync(TestDatabase database, int count)
    {
        await using var context = database.Context();
        context.AddRange(Enumerable.Range(0, count)
            .Select(static _ => new OutboxKey { EventId = Guid.NewGuid(), RowId = Guid.NewGuid(), TakenAt = 1 }));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<bool> HasNoKeysAsync(TestDatabase database)
    {
        await using var context = database.Context();
        // Two rows are the clock of the outbox.
        return !await context.Set<OutboxKey>().AnyAsync(static key => key.EventId != key.RowId);
    }
}
