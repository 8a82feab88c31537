using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class LeaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_of_two_stores_sends_what_both_took()
    {
        using var sender = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = sender.Time });
        await sender.AppendAsync("a");
        await other.AppendAsync("b");

        Assert.Null(await other.TryClaimAsync());
        Assert.Null(other.Counts.OldestAge);
        Assert.Equal(["a", "b"], await sender.DeliverAllAsync());
    }

    [Fact]
    public async Task F95_A_flush_of_the_store_that_does_not_send_sees_its_events_go()
    {
        using var sender = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = sender.Time });
        other.Append("a");
        await sender.AppendAsync("b");

        var mark = await other.Store.MarkAsync(TestContext.Current.CancellationToken);
        await other.AppendAsync("later");

        Assert.Equal(2, await mark.CountLeftAsync(TestContext.Current.CancellationToken));
        Assert.Null(await other.TryClaimAsync());
        await sender.CompleteAsync(await sender.ClaimAsync(maxCount: 2), EventOutcome.Delivered);
        Assert.Equal(0, await mark.CountLeftAsync(TestContext.Current.CancellationToken));
        Assert.Null(mark.Obstacle);
    }

    [Fact]
    public async Task What_another_process_writes_wakes_the_sender()
    {
        using var sender = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = sender.Time });
        var wait = sender.Store.WaitAsync(1, 0, TestContext.Current.CancellationToken);
        await other.AppendAsync("a");
        Assert.False(wait.IsCompleted);

        await sender.AdvanceAsync(TimeSpan.FromSeconds(1));

        await wait;
        Assert.Equal(1, sender.Counts.Waiting);
    }

    [Fact]
    public async Task The_books_of_both_balance_whoever_sends()
    {
        using var sender = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = sender.Time });
        for (var i = 0; i < 10; i++)
        {
            await sender.AppendAsync();
            await other.AppendAsync();
        }

        await sender.DeliverAllAsync();
        await other.AppendAsync();
        await other.AdvanceAsync(TimeSpan.FromSeconds(1));
        await sender.AdvanceAsync(TimeSpan.FromSeconds(1));

        var expected = new StoreCounts { Accepted = 21, Delivered = 20, Waiting = 1 };
        Assert.Equal(expected, other.Counts with { WaitingBytes = 0, OldestAge = null });
        Assert.Equal(expected, sender.Counts with { WaitingBytes = 0, OldestAge = null });
        using var file = new FileReader(sender.Path);
        Assert.True(file.BooksMatchRows());
    }

    [Fact]
    public async Task The_other_takes_over_when_the_sender_stops()
    {
        using var sender = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = sender.Time });
        await other.AppendAsync("a");
        Assert.Null(await other.TryClaimAsync());

        sender.Store.Abandon();
        await other.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["a"], await other.DeliverAllAsync());
    }

    [Fact]
    public async Task A_sender_that_hangs_loses_the_lease_after_30_seconds_and_notices()
    {
        var hanging = new TestStore(_folder);
        using var other = new TestStore(_folder);
        await hanging.AppendAsync("a");
        var claimed = await hanging.ClaimAsync();

        // Each has a clock of its own: the one that hangs has no time.
        await other.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.Null(await other.TryClaimAsync());
        await other.AdvanceAsync(TimeSpan.FromSeconds(2));
        var taken = await other.ClaimAsync();
        await hanging.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(claimed.Entries[0].Id, taken.Entries[0].Id);
        await hanging.CompleteAsync(claimed, EventOutcome.Delivered);
        await other.CompleteAsync(taken, EventOutcome.Delivered);
        await hanging.AppendAsync("b");
        Assert.Null(await hanging.TryClaimAsync());
        hanging.AssertBooksBalance();
        other.AssertBooksBalance();
        hanging.Dispose();
    }

    [Fact]
    public async Task The_sender_keeps_the_lease_for_as_long_as_it_lives()
    {
        using var sender = new TestStore(_folder);
        using var other = new TestStore(_folder, new TestStoreSettings { Time = sender.Time });
        for (var minute = 0; minute < 5; minute++)
        {
            sender.Time.Advance(TimeSpan.FromSeconds(15));
            await sender.SettledAsync();
            await sender.SettledAsync();
            await other.AdvanceAsync(TimeSpan.FromSeconds(5));
        }

        await other.AppendAsync("a");
        Assert.Null(await other.TryClaimAsync());
        Assert.Equal(["a"], await sender.DeliverAllAsync());
    }

    [Fact]
    public async Task A_lease_from_a_clock_that_was_set_back_does_not_last()
    {
        using (var test = new TestStore(_folder))
        {
            await test.AppendAsync("a");
        }

        using (var file = new FileReader(_folder.File()))
        {
            var nextYear = new DateTimeOffset(2027, 11, 23, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
            file.Execute($"INSERT INTO lease (one, owner, until) VALUES (1, 'gone', {nextYear})");
        }

        using var next = new TestStore(_folder);
        Assert.Equal(["a"], await next.DeliverAllAsync());
    }
}
