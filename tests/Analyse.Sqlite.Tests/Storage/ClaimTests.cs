using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class ClaimTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_claim_keeps_within_its_count_and_its_bytes()
    {
        using var test = new TestStore(_folder);
        for (var i = 0; i < 10; i++)
        {
            test.Append(length: 1_000);
        }

        var byCount = await test.ClaimAsync(maxCount: 3);
        var byBytes = await test.ClaimAsync(maxBytes: 3_500);
        var atLeastOne = await test.ClaimAsync(maxBytes: 10);

        Assert.Equal(3, byCount.Count);
        Assert.Equal(3, byBytes.Count);
        Assert.Equal(1, atLeastOne.Count);
    }

    [Fact]
    public async Task An_event_is_claimed_by_one_batch_at_a_time()
    {
        using var test = new TestStore(_folder);
        test.Append("a");
        test.Append("b");

        var first = await test.ClaimAsync(maxCount: 1);
        var second = await test.ClaimAsync();

        Assert.Equal("a", first.Entries[0].Name);
        Assert.Equal("b", second.Entries[0].Name);
        Assert.Null(await test.TryClaimAsync());
    }

    [Fact]
    public async Task What_was_not_taken_is_in_front_again_in_its_order()
    {
        using var test = new TestStore(_folder);
        Array.ForEach(["a", "b", "c", "d", "e"], name => test.Append(name));
        var first = await test.ClaimAsync(maxCount: 2);
        var second = await test.ClaimAsync(maxCount: 2);

        await test.CompleteAsync(second, EventOutcome.Again);
        await test.CompleteAsync(first, EventOutcome.Again);

        Assert.Equal(["a", "b", "c", "d", "e"], await test.DeliverAllAsync());
    }

    [Fact]
    public async Task Each_event_of_a_batch_has_an_outcome_of_its_own()
    {
        using var test = new TestStore(_folder);
        Array.ForEach(["a", "b", "c"], name => test.Append(name));
        var batch = await test.ClaimAsync();

        batch.Outcomes[0] = EventOutcome.Delivered;
        batch.Outcomes[1] = EventOutcome.Dead("http_400");
        batch.Outcomes[2] = EventOutcome.Again;
        await test.Store.CompleteAsync(batch, TestContext.Current.CancellationToken);

        Assert.Equal(["c"], await test.DeliverAllAsync());
        Assert.Equal((3, 2, 1, 0), (test.Counts.Accepted, test.Counts.Delivered, test.Counts.DeadLettered, test.Counts.Waiting));
        using var file = new FileReader(test.Path);
        Assert.True(file.BooksMatchRows());
    }

    [Fact]
    public async Task The_bytes_of_a_claim_stay_while_others_are_claimed()
    {
        using var test = new TestStore(_folder);
        for (var i = 0; i < 200; i++)
        {
            test.Append($"e{i}", length: 2_000);
        }

        var first = await test.ClaimAsync(maxCount: 100);
        await test.ClaimAsync(maxCount: 100);

        for (var i = 0; i < first.Count; i++)
        {
            Assert.Contains($"\"e{i}\"", System.Text.Encoding.UTF8.GetString(first.Entries[i].Json.Span), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_counts_show_what_waits_and_since_when()
    {
        using var test = new TestStore(_folder);
        await test.AppendAsync("a");
        test.Time.Advance(TimeSpan.FromMinutes(1));
        await test.AppendAsync("b");
        await test.SettledAsync();

        Assert.Equal(TimeSpan.FromMinutes(1), test.Counts.OldestAge);
        var batch = await test.ClaimAsync(maxCount: 1);
        Assert.Equal(TimeSpan.Zero, test.Counts.OldestAge);
        Assert.Equal(2, test.Counts.Waiting);
        await test.CompleteAsync(batch, EventOutcome.Delivered);
        Assert.Equal(1, test.Counts.Waiting);
        Assert.Equal(test.Counts.WaitingBytes, (await test.ClaimAsync()).Entries[0].Json.Length);
        Assert.Null(test.Counts.OldestAge);
    }

    [Fact]
    public async Task A_wait_ends_when_enough_is_there_or_when_it_is_cancelled()
    {
        using var test = new TestStore(_folder);
        using var cancelled = new CancellationTokenSource();
        var forTwo = test.Store.WaitAsync(2, long.MaxValue, TestContext.Current.CancellationToken);
        test.Append();
        await test.SettledAsync();
        Assert.False(forTwo.IsCompleted);

        test.Append();
        await forTwo;
        var forThree = test.Store.WaitAsync(3, long.MaxValue, cancelled.Token);
        await cancelled.CancelAsync();
        await forThree;
    }
}
