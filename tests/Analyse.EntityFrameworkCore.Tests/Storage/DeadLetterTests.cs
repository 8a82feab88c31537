using System.Net;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>What the service will never take becomes a dead letter, and can be looked at, sent again and deleted.</summary>
public sealed class DeadLetterTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_refused_event_is_put_aside_with_the_reason_and_sent_again_on_demand(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        var letters = shop.Services.GetRequiredService<IAnalyseDeadLetters>();
        await PoisonAsync(shop);
        await Eventually.IsSoAsync(() => shop.Client.Counts is { DeadLettered: 1, Waiting: 0 });
        var letter = Assert.Single(await letters.ListAsync(cancellationToken: Token));
        shop.Service.Poison = null;

        Assert.Equal(("order_poisoned", "http_400"), (letter.EventName, letter.Reason));
        Assert.Equal(1, await letters.ResendAsync([letter.Id], Token));
        await shop.Service.ReceivesAsync(2);
        Assert.Equal(letter.Id.ToString(), shop.Service.Ids[1]);
        Assert.Empty(await letters.ListAsync(cancellationToken: Token));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_dead_letter_can_be_deleted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        var letters = shop.Services.GetRequiredService<IAnalyseDeadLetters>();
        await PoisonAsync(shop);
        await Eventually.IsSoAsync(async () => (await letters.ListAsync(cancellationToken: Token)).Count == 1);
        var letter = (await letters.ListAsync(cancellationToken: Token))[0];

        Assert.Equal(1, await letters.DeleteAsync([letter.Id, Guid.NewGuid()], Token));
        Assert.Empty(await letters.ListAsync(cancellationToken: Token));
        Assert.Equal(0, await database.CountAsync());
        Assert.Equal((0, new AnalyseLosses { DeadLettersDeleted = 1 }), (shop.Client.Counts.DeadLettered, shop.Client.Counts.Losses));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F84_An_event_that_is_rejected_first_of_all_is_dead_lettered_once_another_got_through(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        shop.Service.Poison = "order_poisoned";
        await shop.OrderAsync(key: "order_1", name: "order_poisoned");
        await shop.Service.IsAskedAsync(1);

        await shop.OrderAsync();

        await Eventually.IsSoAsync(() => shop.Client.Counts is { Delivered: 1, DeadLettered: 1, Waiting: 0 });
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F85_A_service_that_rejects_everything_costs_no_row(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);
        shop.Service.Answer = HttpStatusCode.BadRequest;
        for (var i = 0; i < 40; i++)
        {
            await shop.OrderAsync();
        }

        await Eventually.IsSoAsync(() => shop.Client.Status.State is AnalyseDeliveryState.Rejecting);

        Assert.Equal(40, await database.CountAsync());
        Assert.Equal(0, shop.Client.Counts.DeadLettered);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F87_A_clock_of_the_database_that_was_set_forward_deletes_no_dead_letter_and_forgets_no_key(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var shop = await Shop.StartAsync(database))
        {
            await PoisonAsync(shop);
            await Eventually.IsSoAsync(() => shop.Client.Counts is { DeadLettered: 1, Waiting: 0 });
        }

        // The database cannot be told another time, but all that it wrote can be made older by as much.
        await MakeOlderAsync(database, TimeSpan.FromDays(40));
        await using var next = await Shop.StartAsync(database);
        await next.OrderAsync();
        await Eventually.IsSoAsync(() => next.Client.Counts is { DeadLettered: 1, Delivered: 1 });

        await using var context = database.Context();
        Assert.Equal(1, await context.Set<OutboxKey>().CountAsync(static key => key.EventId != key.RowId, Token));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task F87_Dead_letters_that_are_really_old_are_deleted_and_counted_as_lost(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var shop = await Shop.StartAsync(database))
        {
            await PoisonAsync(shop);
            await Eventually.IsSoAsync(() => shop.Client.Counts is { DeadLettered: 1, Waiting: 0 });
        }

        await database.ExecuteAsync("UPDATE analyse_outbox_dead SET died_at = 1");
        await using var next = await Shop.StartAsync(database);

        await Eventually.IsSoAsync(() => next.Client.Counts is { DeadLettered: 0, Losses.DeadLettersExpired: 1 });
    }

    private static async Task PoisonAsync(Shop shop)
    {
        shop.Service.Poison = "order_poisoned";
        await shop.OrderAsync(key: "order_1", name: "order_poisoned");
        await shop.Service.IsAskedAsync(1);
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);
    }

    private static async Task MakeOlderAsync(TestDatabase database, TimeSpan span)
    {
        var microseconds = (long)span.TotalMicroseconds;
        await database.ExecuteAsync($"UPDATE analyse_outbox_keys SET taken_at = taken_at - {microseconds}");
        await database.ExecuteAsync($"UPDATE analyse_outbox_dead SET died_at = died_at - {microseconds}");
    }
}
