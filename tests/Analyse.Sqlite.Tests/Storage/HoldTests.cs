using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

/// <summary>Events that are held back are queued, and others are offered meanwhile.</summary>
public sealed class HoldTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_held_back_is_offered_again_only_when_it_is_released()
    {
        using var test = new TestStore(_folder);
        await AppendAsync(test, "a", "b", "c");
        await test.CompleteAsync(await test.ClaimAsync(maxCount: 2), EventOutcome.Held);

        Assert.Equal((3, 2), (test.Counts.Waiting, test.Counts.Held));
        Assert.Equal(["c"], await test.DeliverAllAsync());
        Assert.Null(test.Counts.OldestAge);

        await test.Store.ReleaseAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal((1, 2), (test.Counts.Held, test.Counts.Waiting));
        Assert.Equal(["a"], await test.DeliverAllAsync());
        await test.Store.ReleaseAsync(int.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal(["b"], await test.DeliverAllAsync());
        Assert.Equal(new StoreCounts { Accepted = 3, Delivered = 3 }, test.Counts);
    }

    [Fact]
    public async Task What_is_held_back_is_no_reason_to_wake_who_waits()
    {
        using var test = new TestStore(_folder);
        await AppendAsync(test, "a", "b");
        await test.CompleteAsync(await test.ClaimAsync(), EventOutcome.Held);

        var wait = test.Store.WaitAsync(1, 1, TestContext.Current.CancellationToken);
        await test.SettledAsync();
        Assert.False(wait.IsCompleted);

        await test.Store.ReleaseAsync(1, TestContext.Current.CancellationToken);
        await wait;
    }

    [Fact]
    public async Task What_is_held_back_is_offered_by_the_next_process()
    {
        using (var test = new TestStore(_folder))
        {
            await AppendAsync(test, "a", "b");
            await test.CompleteAsync(await test.ClaimAsync(), EventOutcome.Held);
        }

        using var next = new TestStore(_folder);
        Assert.Equal(["a", "b"], await next.DeliverAllAsync());
    }

    [Fact]
    public async Task What_only_memory_has_can_be_held_back_and_is_lost_with_it()
    {
        File.WriteAllText(_folder.File("occupied"), "a file, no directory");
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "occupied/analyse.db", FallBackToMemory = true });
        test.Append("a");
        test.Append("b");
        await test.CompleteAsync(await test.ClaimAsync(maxCount: 1), EventOutcome.Held);

        Assert.Equal((2, 1), (test.Counts.Waiting, test.Counts.Held));
        Assert.Equal(["b"], await test.DeliverAllAsync());
        test.Store.Abandon();

        Assert.Equal(new AnalyseLosses { AtShutdown = 1 }, test.Counts.Losses);
        test.AssertBooksBalance();
    }

    private static async Task AppendAsync(TestStore test, params string[] names)
    {
        foreach (var name in names)
        {
            await test.AppendAsync(name);
        }
    }
}
