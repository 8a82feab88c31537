using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Faults;

/// <summary>
/// One row that the database refuses, by a constraint or a trigger that the application has added, or that cannot be read,
/// never stops the others, and what is reported names the constraint.
/// </summary>
public sealed class RowFaultTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_whose_key_cannot_be_kept_does_not_stop_the_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var bad = Guid.CreateVersion7();
        await RefuseAsync(database, "INSERT", "analyse_outbox_keys", $"event_id = '{Text(kind, bad)}'");
        await database.InsertAsync("first", Guid.CreateVersion7());
        await database.InsertAsync("bad", bad);
        await database.InsertAsync("last", Guid.CreateVersion7());
        await using var shop = await Shop.StartAsync(database);

        await shop.Service.ReceivesAsync(2);

        Assert.Equal(["first", "last"], shop.Service.Names.Order());
        AssertReported(shop, kind, "its key cannot be kept");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_that_cannot_be_dead_lettered_does_not_stop_the_others_and_is_not_sent_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await RefuseAsync(database, "INSERT", "analyse_outbox_dead", "name = 'rejected'");
        await using var shop = await Shop.StartAsync(
            database, outbox: Quick, service: new TestService { Poison = "\"rejected\"" });

        await shop.InScopeAsync(async (context, outbox) =>
        {
            outbox.Capture(Some.Event("first"));
            outbox.Capture(Some.Event("rejected"));
            outbox.Capture(Some.Event("last"));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await shop.Service.ReceivesAsync(2);
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is not null);
        var requests = shop.Service.Requests;
        AssertReported(shop, kind, "it cannot leave the outbox");
        await Eventually.IsSoAsync(() => IsClaimedAgainAsync(database));

        Assert.Equal(requests, shop.Service.Requests);
        Assert.Equal(1, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_that_cannot_be_deleted_is_not_delivered_twice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await RefuseAsync(database, "DELETE", "analyse_outbox", "name = 'stuck'");
        await using var shop = await Shop.StartAsync(database, outbox: Quick);

        await shop.InScopeAsync(async (context, outbox) =>
        {
            outbox.Capture(Some.Event("stuck"));
            outbox.Capture(Some.Event("other"));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await shop.Service.ReceivesAsync(2);
        await Eventually.IsSoAsync(() => IsClaimedAgainAsync(database));

        Assert.Equal(["other", "stuck"], shop.Service.Names.Order());
        AssertReported(shop, kind, "it cannot leave the outbox");
        Assert.Equal(1, await database.CountAsync());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_row_that_cannot_be_claimed_does_not_stop_the_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await RefuseAsync(database, "UPDATE", "analyse_outbox", "name = 'locked'");
        foreach (var name in (string[])["a", "b", "locked", "c", "d"])
        {
            await database.InsertAsync(name, Guid.CreateVersion7());
        }

        await using var shop = await Shop.StartAsync(database);
        await shop.Service.ReceivesAsync(4);

        Assert.Equal(["a", "b", "c", "d"], shop.Service.Names.Order());
        AssertReported(shop, kind, "it cannot be claimed");
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_does_not_stop_the_others()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.ExecuteAsync(
            "INSERT INTO analyse_outbox (id, name, captured_at, json, attempts) VALUES ('no id', 'x', 9223372036854775807, x'00', 0)");
        await database.InsertAsync("other", Guid.CreateVersion7());
        await using var shop = await Shop.StartAsync(database);

        await shop.Service.ReceivesAsync(1);

        Assert.Equal(["other"], shop.Service.Names);
        await Eventually.IsSoAsync(() => shop.Client.Status.StoreProblem is { } problem && problem.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_flush_that_a_failing_row_holds_up_says_so(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await RefuseAsync(database, "UPDATE", "analyse_outbox", "name = 'locked'");
        await using var shop = await Shop.StartAsync(database, outbox: static o => o.PollInterval = o.IdlePollInterval = TimeSpan.FromHours(1));
        await database.InsertAsync("locked", Guid.CreateVersion7());
        await database.InsertAsync("other", Guid.CreateVersion7());

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => shop.Client.FlushAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["other"], shop.Service.Names);
        Assert.Contains("refused_here", failure.Message, StringComparison.Ordinal);
    }

    private static void Quick(AnalyseOutboxOptions options)
    {
        options.Lease = TimeSpan.FromSeconds(1);
        options.PollInterval = options.IdlePollInterval = TimeSpan.FromMilliseconds(20);
    }

    private static Task<bool> IsClaimedAgainAsync(TestDatabase database) =>
        database.IsTrueAsync("SELECT count(*) > 0 AS \"Value\" FROM analyse_outbox WHERE attempts > 1");

    private static void AssertReported(Shop shop, DatabaseKind kind, string what)
    {
        var problem = shop.Client.Status.StoreProblem;
        Assert.Contains(what, problem, StringComparison.Ordinal);
        Assert.Contains(kind is DatabaseKind.Postgres ? "SQLSTATE 23514, constraint refused_here" : "SQLite Error 19: 'refused_here'", problem, StringComparison.Ordinal);
        Assert.Contains(shop.Log.GetSnapshot(), record => record.Id.Name == "OutboxRowsFailed" && record.Message.Contains(what, StringComparison.Ordinal));
    }

    private static string Text(DatabaseKind kind, Guid id) => kind is DatabaseKind.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    private static async Task RefuseAsync(TestDatabase database, string verb, string table, string rows)
    {
        var row = verb is "DELETE" ? "OLD" : "NEW";
        if (database.Kind is DatabaseKind.Sqlite)
        {
            await database.ExecuteAsync($"CREATE TRIGGER refuse BEFORE {verb} ON {table} WHEN {row}.{rows} BEGIN SELECT RAISE(ABORT, 'refused_here'); END");
            return;
        }

        await database.ExecuteAsync(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514', CONSTRAINT = 'refused_here'; END $$");
        await database.ExecuteAsync($"CREATE TRIGGER refuse BEFORE {verb} ON {table} FOR EACH ROW WHEN ({row}.{rows}) EXECUTE FUNCTION refuse()");
    }
}
