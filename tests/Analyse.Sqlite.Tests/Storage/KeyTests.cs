using Analyse.Sqlite.Tests.Support;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class KeyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_idempotency_key_is_taken_once()
    {
        using var test = new TestStore(_folder);

        Assert.Equal(CaptureResult.Accepted, test.Append(key: "order 1"));
        Assert.Equal(CaptureResult.Duplicate, test.Append(key: "order 1"));
        Assert.Equal(CaptureResult.Duplicate, await test.AppendAsync(key: "order 1"));
        Assert.Equal(CaptureResult.Accepted, test.Append(key: "order 2"));

        Assert.Equal(2, (await test.DeliverAllAsync()).Count);
        Assert.Equal(2, test.Counts.Duplicates);
        test.AssertBooksBalance();
    }

    [Fact]
    public async Task A_key_is_known_after_a_restart_although_its_event_was_delivered()
    {
        using (var test = new TestStore(_folder))
        {
            test.Append(key: "order 1");
            await test.DeliverAllAsync();
        }

        using var next = new TestStore(_folder);

        Assert.Equal(CaptureResult.Duplicate, next.Append(key: "order 1"));
        Assert.Equal(CaptureResult.Duplicate, await next.AppendAsync(key: "order 1"));
    }

    [Fact]
    public async Task A_key_that_another_process_took_is_a_duplicate_too()
    {
        using var one = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = one.Time });
        await one.AppendAsync(key: "order 1");

        Assert.Equal(CaptureResult.Duplicate, await other.AppendAsync(key: "order 1"));

        Assert.Equal(1, other.Counts.Duplicates);
        other.AssertBooksBalance();
        Assert.Single(await one.DeliverAllAsync());
    }

    [Fact]
    public async Task A_key_may_be_taken_again_after_30_days()
    {
        using var test = new TestStore(_folder);
        await test.AppendAsync(key: "order 1");
        await test.DeliverAllAsync();
        await test.AdvanceAsync(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));

        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync(key: "order 1"));
        Assert.Equal(CaptureResult.Duplicate, await test.AppendAsync(key: "order 1"));
    }

    [Fact]
    public async Task Keys_are_deleted_after_30_days()
    {
        using var test = new TestStore(_folder);
        for (var i = 0; i < 2_500; i++)
        {
            test.Append(key: $"order {i}");
        }

        await test.SettledAsync();
        await test.AdvanceAsync(TimeSpan.FromDays(31));

        using var file = new FileReader(test.Path);
        await Eventually.TrueAsync(() => file.Count("key") == 0);
    }

    [Fact]
    public async Task An_awaited_duplicate_waits_for_the_commit_of_the_first()
    {
        using var test = new TestStore(_folder);
        using var lockedBy = new FileReader(test.Path);
        await test.SettledAsync();
        lockedBy.Execute("BEGIN IMMEDIATE");

        var first = test.AppendAsync(key: "order 1");
        var second = test.AppendAsync(key: "order 1");
        Assert.False(second.IsCompleted);
        lockedBy.Execute("ROLLBACK");

        Assert.Equal(CaptureResult.Accepted, await first);
        Assert.Equal(CaptureResult.Duplicate, await second);
    }
}
