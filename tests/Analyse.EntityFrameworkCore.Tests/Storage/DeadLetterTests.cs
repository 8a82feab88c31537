using System.Net;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>What the service will never take is put aside, and can be looked at, sent again and deleted.</summary>
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
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);

        shop.Service.Answer = HttpStatusCode.BadRequest;
        await shop.OrderAsync(key: "order_1");
        await Eventually.IsSoAsync(() => shop.Client.Counts is { DeadLettered: 1, Waiting: 0 });
        var letter = Assert.Single(await letters.ListAsync(cancellationToken: Token));
        shop.Service.Answer = HttpStatusCode.OK;

        Assert.Equal(("order_placed", "http_400"), (letter.EventName, letter.Reason));
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
        await shop.OrderAsync();
        await shop.Service.ReceivesAsync(1);

        shop.Service.Answer = HttpStatusCode.BadRequest;
        await shop.OrderAsync();
        await Eventually.IsSoAsync(async () => (await letters.ListAsync(cancellationToken: Token)).Count == 1);
        var letter = (await letters.ListAsync(cancellationToken: Token))[0];

        Assert.Equal(1, await letters.DeleteAsync([letter.Id, Guid.NewGuid()], Token));
        Assert.Empty(await letters.ListAsync(cancellationToken: Token));
        Assert.Equal(0, await database.CountAsync());
    }
}
