using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

public sealed class DiskTests : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(500);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F56_A_full_disk_degrades_the_store_and_does_not_lose_what_was_taken()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { MaxPages = 60, MaxPendingEvents = 100 });
        var committed = 0;
        while (await test.AppendAsync($"e{committed}", length: 1_000) is CaptureResult.Accepted)
        {
            committed++;
        }

        Assert.NotNull(test.Store.Problem);
        Assert.Single(test.Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Error);

        // Memory takes what is not awaited, within its bound; sending goes on, and makes room.
        var inMemory = Enumerable.Range(0, 200).Count(_ => test.Append("in memory", length: 1_000) is CaptureResult.Accepted);
        Assert.Equal(80, inMemory);
        Assert.Equal(committed + inMemory, test.Counts.Waiting);
        await test.CompleteAsync(await test.ClaimAsync(), EventOutcome.Delivered);
        await test.AdvanceAsync(_tick);

        Assert.Null(test.Store.Problem);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("after"));
        var rest = await test.DeliverAllAsync();
        Assert.Equal("after", rest[^1]);
        Assert.Equal(new StoreCounts { Accepted = committed + inMemory + 1, Delivered = committed + inMemory + 1, Full = 200 - inMemory }, test.Counts);
        using var file = new FileReader(test.Path);
        Assert.True(file.BooksMatchRows());
        Assert.Equal("ok", file.Integrity());
    }

    [Fact]
    public async Task F56_What_is_delivered_while_the_disk_is_full_is_not_delivered_twice()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { MaxPages = 40 });
        while (await test.AppendAsync(length: 1_000) is CaptureResult.Accepted)
        {
        }

        var taken = test.Counts.Accepted;
        Assert.Equal(taken, (await test.DeliverAllAsync()).Count);
        Assert.Null(await test.TryClaimAsync());
        await test.AdvanceAsync(_tick);

        Assert.Null(test.Store.Problem);
        Assert.Null(await test.TryClaimAsync());
        Assert.Equal(taken, test.Counts.Delivered);
    }

    [Fact]
    public void F60_A_path_that_cannot_be_written_is_an_error_that_names_it()
    {
        File.WriteAllText(_folder.File("occupied"), "a file, no directory");

        var failure = Assert.Throws<AnalyseStoreException>(() => new TestStore(_folder, new TestStoreSettings { FileName = "occupied/analyse.db" }));

        Assert.Contains(_folder.File("occupied/analyse.db"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("Analyse:Sqlite:Path", failure.Message, StringComparison.Ordinal);
        Assert.Contains("FallBackToMemory", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F60_A_store_that_may_fall_back_starts_in_memory_and_moves_to_the_disk_when_it_can()
    {
        File.WriteAllText(_folder.File("occupied"), "a file, no directory");
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "occupied/analyse.db", FallBackToMemory = true });

        Assert.Contains(test.Path, test.Store.Problem, StringComparison.Ordinal);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("a"));
        Assert.Equal(CaptureResult.Accepted, test.Append("b", key: "order 1"));
        Assert.Equal(CaptureResult.Duplicate, await test.AppendAsync("b", key: "order 1"));
        Assert.NotNull(test.Counts.OldestAge);
        await test.CompleteAsync(await test.ClaimAsync(maxCount: 1), EventOutcome.Delivered);

        File.Delete(_folder.File("occupied"));
        await test.AdvanceAsync(_tick);

        Assert.Null(test.Store.Problem);
        using var file = new FileReader(test.Path);
        Assert.Equal(1, file.Count("event"));
        Assert.Equal(["b"], await test.DeliverAllAsync());
        Assert.Equal(new StoreCounts { Accepted = 2, Delivered = 2, Duplicates = 1 }, test.Counts);
        Assert.True(file.BooksMatchRows());
    }

    [Fact]
    public async Task F60_A_directory_that_is_removed_while_the_store_runs_is_made_again_with_all_that_waited()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "data/analyse.db" });
        await test.AppendAsync("a", key: "order 1");
        await test.AppendAsync("b");

        Directory.Delete(_folder.File("data"), recursive: true);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("c"));

        Assert.Null(test.Store.Problem);
        Assert.Equal(CaptureResult.Duplicate, await test.AppendAsync("a", key: "order 1"));
        Assert.Equal(["a", "b", "c"], await test.DeliverAllAsync());
        Assert.Equal(new StoreCounts { Accepted = 3, Delivered = 3, Duplicates = 1 }, test.Counts);
        using var file = new FileReader(test.Path);
        Assert.True(file.BooksMatchRows());
    }

    [Fact]
    public async Task F60_A_directory_that_cannot_be_made_again_leaves_the_store_in_memory_until_it_can()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "data/analyse.db" });
        await test.AppendAsync("a");
        Directory.Delete(_folder.File("data"), recursive: true);
        File.WriteAllText(_folder.File("data"), "in the way");

        Assert.Equal(CaptureResult.Full, await test.AppendAsync("refused"));
        Assert.Equal(CaptureResult.Accepted, test.Append("b"));
        Assert.NotNull(test.Store.Problem);
        Assert.Equal("a", (await test.ClaimAsync(maxCount: 1)).Entries[0].Name);

        File.Delete(_folder.File("data"));
        await test.AdvanceAsync(_tick);

        Assert.Null(test.Store.Problem);
        Assert.Equal(2, test.Counts.Waiting);
        using var file = new FileReader(test.Path);
        Assert.True(file.BooksMatchRows());
    }

    [Fact]
    public void F60_What_only_memory_held_at_the_end_is_counted_as_lost()
    {
        File.WriteAllText(_folder.File("occupied"), "a file, no directory");
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "occupied/analyse.db", FallBackToMemory = true });
        test.Append("a");
        test.Append("b");

        test.Store.Abandon();

        Assert.Equal(new StoreCounts { Accepted = 2, Losses = new() { AtShutdown = 2 } }, test.Counts);
    }
}
