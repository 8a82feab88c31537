using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class AppendTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_awaited_event_is_in_the_file()
    {
        using var test = new TestStore(_folder);

        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("invoice_paid"));

        using var file = new FileReader(test.Path);
        Assert.Equal(1, file.Count("event"));
    }

    [Fact]
    public async Task An_event_that_was_not_awaited_is_committed_without_another_one_coming()
    {
        using var test = new TestStore(_folder);

        Assert.Equal(CaptureResult.Accepted, test.Append());

        using var file = new FileReader(test.Path);
        await Eventually.TrueAsync(() => file.Count("event") == 1);
    }

    [Fact]
    public async Task Events_are_claimed_in_the_order_in_which_they_came_also_after_a_restart()
    {
        string[] names = [.. Enumerable.Range(0, 250).Select(number => $"e{number}")];
        using (var test = new TestStore(_folder))
        {
            Array.ForEach(names, name => test.Append(name));
        }

        using var next = new TestStore(_folder);

        Assert.Equal(names, await next.DeliverAllAsync());
        Assert.Equal(250, next.Counts.Accepted);
        Assert.Equal(250, next.Counts.Delivered);
        next.AssertBooksBalance();
    }

    [Fact]
    public async Task A_closed_store_refuses_events()
    {
        using var test = new TestStore(_folder);
        test.Store.Close();

        Assert.Equal(CaptureResult.Closed, test.Append());
        Assert.Equal(CaptureResult.Closed, await test.AppendAsync());
        Assert.Equal(0, test.Counts.Accepted);
    }

    [Fact]
    public async Task F11_A_store_that_is_disposed_of_while_it_is_used_refuses_and_does_not_throw()
    {
        var test = new TestStore(_folder);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var accepted = 0L;
            for (var i = 0; i < 5_000; i++)
            {
                accepted += test.Append() is CaptureResult.Accepted ? 1 : 0;
                if (i == 1_000)
                {
                    test.Store.Dispose();
                }
            }

            return accepted;
        })));

        Assert.Equal(results.Sum(), test.Counts.Accepted);
        Assert.Equal(CaptureResult.Closed, await test.AppendAsync());
        using var file = new FileReader(test.Path);
        Assert.Equal(test.Counts.Accepted, test.Counts.Lost + file.Count("event"));
    }

    [Fact]
    public async Task Giving_up_the_wait_does_not_take_the_event_back()
    {
        using var test = new TestStore(_folder);
        using var impatient = new CancellationTokenSource();
        using var lockedBy = new FileReader(test.Path);
        await test.SettledAsync();
        lockedBy.Execute("BEGIN IMMEDIATE");

        var append = test.Store.AppendAsync(
            new EncodedEvent { Id = Guid.CreateVersion7(), Name = "a", IsMoney = false, HasKey = false, CapturedAt = test.Time.GetUtcNow(), Json = """{"event_name":"a"}"""u8 },
            impatient.Token);
        await impatient.CancelAsync();
        lockedBy.Execute("ROLLBACK");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await append);
        Assert.Equal(["a"], await test.DeliverAllAsync());
    }

    [Fact]
    public void What_is_queued_when_the_store_is_abandoned_is_committed_first()
    {
        using var test = new TestStore(_folder);
        for (var i = 0; i < 1_000; i++)
        {
            test.Append();
        }

        test.Store.Abandon();

        Assert.Equal(0, test.Counts.Lost);
        Assert.Equal(1_000, test.Counts.Waiting);
        using var file = new FileReader(test.Path);
        Assert.Equal(1_000, file.Count("event"));
    }

    [Fact]
    public async Task Many_captures_at_once_share_commits_and_lose_nothing()
    {
        using var test = new TestStore(_folder);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                Assert.Equal(CaptureResult.Accepted, await test.AppendAsync($"c{caller}"));
            }
        })));

        Assert.Equal(800, (await test.DeliverAllAsync()).Count);
        test.AssertBooksBalance();
    }
}
