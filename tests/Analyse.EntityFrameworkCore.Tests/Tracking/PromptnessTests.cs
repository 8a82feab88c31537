using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Tracking;

/// <summary>A committed event has arrived within a second, with the default options. These tests run alone: it is a matter of time.</summary>
[Collection(nameof(RunsAlone))]
public sealed class PromptnessTests
{
    private static readonly TimeSpan _promised = TimeSpan.FromSeconds(1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_saved_event_arrives_within_a_second(DatabaseKind kind) => await AssertPromptAsync(kind, async (context, outbox) =>
    {
        outbox.Capture(Some.Event());
        await context.SaveChangesAsync(Token);
    });

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_event_of_a_transaction_arrives_within_a_second_of_the_commit(DatabaseKind kind) =>
        await AssertPromptAsync(kind, async (context, outbox) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            outbox.Capture(Some.Event());
            await context.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
        });

    private static async Task AssertPromptAsync(DatabaseKind kind, Func<ShopContext, IAnalyseOutbox<ShopContext>, Task> capture)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var shop = await Shop.StartAsync(database);

        // The first comes to an application that has just started, the others to one that waits for something to do.
        for (var commits = 1; commits <= 5; commits++)
        {
            await shop.InScopeAsync(capture);
            var committed = TimeProvider.System.GetTimestamp();
            await shop.Service.ReceivesAsync(commits);
            var took = TimeProvider.System.GetElapsedTime(committed, shop.Service.ReceivedAt[^1]);
            TestContext.Current.TestOutputHelper!.WriteLine($"{took.TotalMilliseconds:N1} ms after the commit");
            Assert.True(took <= _promised, $"Commit {commits} took {took}.");
            await Eventually.IsSoAsync(() => shop.Client.Counts.Waiting == 0);
        }
    }
}
