using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class DeadLetterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dead_letter_is_listed_with_its_reason_also_after_a_restart()
    {
        using (var test = new TestStore(_folder))
        {
            await DieAsync(test, "a");
        }

        using var next = new TestStore(_folder);
        Assert.Equal((1, 1), (next.Counts.Accepted, next.Counts.DeadLettered));
        var letter = Assert.Single(await ListAsync(next));

        Assert.Equal(("a", "http_422"), (letter.EventName, letter.Reason));
        Assert.Equal(next.Time.GetUtcNow(), letter.DiedAt);
        Assert.Contains("\"a\"", System.Text.Encoding.UTF8.GetString(letter.Json.Span), StringComparison.Ordinal);
        Assert.Null(await next.TryClaimAsync());
    }

    [Fact]
    public async Task A_dead_letter_can_be_sent_again()
    {
        using var test = new TestStore(_folder);
        await DieAsync(test, "a");
        var letter = Assert.Single(await ListAsync(test));

        Assert.Equal(1, await test.Store.ResendDeadAsync([letter.Id, Guid.CreateVersion7()], TestContext.Current.CancellationToken));

        Assert.Empty(await ListAsync(test));
        Assert.Equal((1, 1, 0), (test.Counts.Accepted, test.Counts.Waiting, test.Counts.DeadLettered));
        Assert.Equal(["a"], await test.DeliverAllAsync());
        test.AssertBooksBalance();
        Assert.Equal(0, test.Counts.WaitingBytes);
    }

    [Fact]
    public async Task A_dead_letter_of_an_earlier_run_can_be_sent_again()
    {
        using (var test = new TestStore(_folder))
        {
            await DieAsync(test, "a");
        }

        using var next = new TestStore(_folder);
        var letter = Assert.Single(await ListAsync(next));
        await next.Store.ResendDeadAsync([letter.Id], TestContext.Current.CancellationToken);

        Assert.Equal(["a"], await next.DeliverAllAsync());
        Assert.Equal((1, 1, 0), (next.Counts.Accepted, next.Counts.Delivered, next.Counts.DeadLettered));
    }

    [Fact]
    public async Task A_deleted_dead_letter_is_lost_and_no_longer_dead_lettered()
    {
        using var test = new TestStore(_folder);
        await DieAsync(test, "a");
        var letter = Assert.Single(await ListAsync(test));

        Assert.Equal(1, await test.Store.DeleteDeadAsync([letter.Id], TestContext.Current.CancellationToken));

        Assert.Empty(await ListAsync(test));
        Assert.Equal((0, new AnalyseLosses { DeadLettersDeleted = 1 }), (test.Counts.DeadLettered, test.Counts.Losses));
        test.AssertBooksBalance();
    }

    [Fact]
    public async Task A_dead_letter_is_kept_for_30_days()
    {
        using var test = new TestStore(_folder);
        await DieAsync(test, "a");

        await test.AdvanceAsync(TimeSpan.FromDays(29));
        Assert.Single(await ListAsync(test));
        await test.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Empty(await ListAsync(test));
        Assert.Equal((0, new AnalyseLosses { DeadLettersExpired = 1 }), (test.Counts.DeadLettered, test.Counts.Losses));
        test.AssertBooksBalance();
    }

    private static async Task DieAsync(TestStore test, string name)
    {
        await test.AppendAsync(name);
        await test.CompleteAsync(await test.ClaimAsync(), EventOutcome.Dead("http_422"));
    }

    private static async Task<IReadOnlyList<DeadLetter>> ListAsync(TestStore test) =>
        await test.Store.ListDeadAsync(100, TestContext.Current.CancellationToken);
}
