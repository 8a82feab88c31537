using System.Text;
using Analyse.EntityFrameworkCore.Storage;
using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

/// <summary>Which rows a claim takes, and in which order, without a loop around it.</summary>
public sealed class ClaimTests
{
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Claims_follow_each_other_through_the_rows(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = Build(database);
        await InsertAsync(database, "a", "b", "c", "d", "e");

        Assert.Equal(["a", "b"], await ClaimNamesAsync(shop));
        Assert.Equal(["c", "d"], await ClaimNamesAsync(shop));
        Assert.Equal(["e"], await ClaimNamesAsync(shop));
        Assert.Empty(await ClaimNamesAsync(shop));
        Assert.Null(Source(shop).Counts.OldestAge);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_row_is_claimed_once_whatever_its_id(DatabaseKind kind)
    {
        // Clocks of instances may be wrong by years; the databases, one of which keeps ids as text, must order ids as .NET does.
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = Build(database);
        var names = Enumerable.Range(0, 60).Select(static i => $"{i}").ToArray();
        await InsertAsync(database, names.Select(static name => Row(Guid.NewGuid(), name)));

        var claims = new List<string[]>();
        for (var i = 0; i < names.Length / 2; i++)
        {
            claims.Add(await ClaimNamesAsync(shop));
        }

        Assert.All(claims, static claim => Assert.Equal(2, claim.Length));
        Assert.Equal(names.Order(), claims.SelectMany(static claim => claim).Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_earlier_row_that_comes_late_is_found_as_soon_as_a_claim_is_not_full(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = Build(database);
        await InsertAsync(database, "a", "b", "c");

        Assert.Equal(["a", "b"], await ClaimNamesAsync(shop));
        await InsertAsync(database, "late");
        Assert.Equal(["c"], await ClaimNamesAsync(shop));
        Assert.NotNull(Source(shop).Counts.OldestAge);
        Assert.Equal(["late"], await ClaimNamesAsync(shop));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_earlier_row_that_comes_late_is_found_within_five_seconds_of_a_backlog_that_never_ends(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = Build(database);
        await InsertAsync(database, "a", "b", "c", "d", "e", "f", "g", "h");

        Assert.Equal(["a", "b"], await ClaimNamesAsync(shop));
        await InsertAsync(database, "late");
        Assert.Equal(["c", "d"], await ClaimNamesAsync(shop));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["late", "e"], await ClaimNamesAsync(shop));
        Assert.Equal(["f", "g"], await ClaimNamesAsync(shop));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_came_back_is_claimed_before_what_follows_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = Build(database);
        await InsertAsync(database, "a", "b", "c", "d");

        var batch = await ClaimAsync(shop);
        batch!.Outcomes[0] = EventOutcome.Delivered;
        await Source(shop).CompleteAsync(batch, TestContext.Current.CancellationToken);

        Assert.Equal(["b", "c"], await ClaimNamesAsync(shop));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rows_of_a_lease_that_is_over_are_claimed_again_and_whoever_lost_it_deletes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var lost = Build(database);
        await using var other = Build(database);
        await InsertAsync(database, "a", "b");

        var batch = await ClaimAsync(lost);
        Assert.Empty(await ClaimNamesAsync(other));
        await database.ExecuteAsync("UPDATE analyse_outbox SET lease_until = 1");
        Assert.Equal(["a", "b"], await ClaimNamesAsync(other));
        batch!.Outcomes.Fill(EventOutcome.Delivered);
        await Source(lost).CompleteAsync(batch, TestContext.Current.CancellationToken);

        Assert.Equal(2, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rows_that_are_held_back_are_claimed_again_when_they_are_released_or_when_their_hold_is_over(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = Build(database);
        await InsertAsync(database, "a", "b", "c", "d");

        var batch = await ClaimAsync(shop);
        batch!.Outcomes.Fill(EventOutcome.Held);
        await Source(shop).CompleteAsync(batch, TestContext.Current.CancellationToken);

        Assert.Equal(2, Source(shop).Counts.Held);
        Assert.Equal(["c", "d"], await ClaimNamesAsync(shop));
        Assert.Empty(await ClaimNamesAsync(shop));
        await Source(shop).ReleaseAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(1, Source(shop).Counts.Held);
        Assert.Equal(["a"], await ClaimNamesAsync(shop));

        _time.Advance(TimeSpan.FromMinutes(10));
        await database.ExecuteAsync("UPDATE analyse_outbox SET lease_until = 1 WHERE name = 'b'");
        Assert.Equal(["b"], await ClaimNamesAsync(shop));
        Assert.Equal(0, Source(shop).Counts.Held);
    }

    private static OutboxSource<ShopContext> Source(Shop shop) => shop.Services.GetRequiredService<OutboxSource<ShopContext>>();

    private static ValueTask<EventBatch?> ClaimAsync(Shop shop) => Source(shop).ClaimAsync(2, 100_000, TestContext.Current.CancellationToken);

    private static async Task<string[]> ClaimNamesAsync(Shop shop)
    {
        var batch = await ClaimAsync(shop);
        return batch is null ? [] : [.. batch.Entries.ToArray().Select(static entry => entry.Name)];
    }

    // The order of a, b, c is that of their ids.
    private static Task InsertAsync(TestDatabase database, params string[] names) => InsertAsync(database, names.Select(static (name, i) =>
        Row(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(name == "late" ? 0 : 1).AddSeconds(i)), name)));

    private static async Task InsertAsync(TestDatabase database, IEnumerable<OutboxEvent> rows)
    {
        await using var context = database.Context();
        context.AddRange(rows);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static OutboxEvent Row(Guid id, string name) => new()
    {
        Id = id,
        Name = name,
        CapturedAt = 0,
        Json = Encoding.UTF8.GetBytes($$"""{"event_name":"{{name}}"}"""),
    };

    // Never started: the only claims are those of the test.
    private Shop Build(TestDatabase database) =>
        Shop.Build(database, services: services => services.AddSingleton<TimeProvider>(_time));
}
