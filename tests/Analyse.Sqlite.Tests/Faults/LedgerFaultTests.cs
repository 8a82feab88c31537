using Analyse.Extensibility;
using Analyse.Sqlite.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

public sealed class LedgerFaultTests : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(500);

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_without_a_ledger_gets_one_and_keeps_its_events_and_keys()
    {
        await MakeFirstVersionAsync();

        using var test = new TestStore(_folder);

        await WriteAsync(test, "a", "1");
        Assert.Equal("1", await ValueAsync(test, "a"));
        Assert.Equal(CaptureResult.Duplicate, await test.AppendAsync("paid", key: "order 1"));
        Assert.Equal(["paid"], await test.DeliverAllAsync());
        using var file = new FileReader(test.Path);
        Assert.Equal(3L, file.Scalar("PRAGMA user_version"));
        Assert.Equal("ok", file.Integrity());
    }

    [Fact]
    public async Task Stores_that_open_a_file_without_a_ledger_at_once_make_one()
    {
        await MakeFirstVersionAsync();

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new TestStore(_folder), Cancellation)));

        foreach (var store in stores)
        {
            Assert.Null(store.Store.Problem);
            Assert.NotNull(store.Store.Ledger);
        }

        await WriteAsync(stores[0], "a", "1");
        Assert.Equal("1", await ValueAsync(stores[3], "a"));
        Array.ForEach(stores, static store => store.Dispose());
    }

    [Fact]
    public async Task F59_A_damaged_file_without_a_ledger_loses_no_event_for_that()
    {
        await MakeFirstVersionAsync(events: 200);
        using (var file = File.OpenWrite(_folder.File()))
        {
            file.SetLength(file.Length - 8192);
        }

        using var test = new TestStore(_folder);

        Assert.InRange((await test.DeliverAllAsync()).Count, 100, 201);
        await WriteAsync(test, "a", "1");
    }

    [Fact]
    public async Task F59_Entries_of_a_damaged_file_are_saved_with_their_versions()
    {
        using (var test = new TestStore(_folder))
        {
            await WriteAsync(test, "a", "1");
            await WriteAsync(test, "a", "2", version: 1);
            for (var i = 0; i < 500; i++)
            {
                test.Append($"e{i}", length: 300);
            }
        }

        using (var file = File.OpenWrite(_folder.File()))
        {
            file.SetLength(file.Length - 8192);
        }

        using var next = new TestStore(_folder);
        await next.SettledAsync();

        Assert.Contains(next.Log.Collector.GetSnapshot(), static record => record.Message.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal([new LedgerEntry("a", "2", 2) { PersonId = "user_1" }], await next.Store.Ledger.ReadAsync(["a"], Cancellation));
    }

    [Fact]
    public async Task F59_The_ledger_of_a_newer_file_is_an_error_and_the_file_is_left_untouched()
    {
        using (var test = new TestStore(_folder))
        {
            await WriteAsync(test, "a", "1");
        }

        using (var file = new FileReader(_folder.File()))
        {
            file.Execute("PRAGMA user_version = 99; DROP TABLE ledger");
        }

        var before = await File.ReadAllBytesAsync(_folder.File(), Cancellation);
        using (var test = new TestStore(_folder))
        {
            var failure = await Assert.ThrowsAsync<AnalyseStoreException>(() => ValueAsync(test, "a"));
            Assert.Contains("later version", failure.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<AnalyseStoreException>(() => WriteAsync(test, "a", "2"));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File(), Cancellation));
    }

    [Fact]
    public async Task F56_A_full_disk_is_an_error_that_names_the_file_until_it_takes_entries_again()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { MaxPages = 60 });
        await WriteAsync(test, "kept", "1");
        var failure = await Assert.ThrowsAsync<AnalyseStoreException>(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await WriteAsync(test, $"key_{i}", new string('v', 10_000));
            }
        });

        Assert.Contains(test.Path, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(test.Store.Problem);
        Assert.Single(test.Log.Collector.GetSnapshot(), static record => record.Level is LogLevel.Error);

        await test.AdvanceAsync(_tick);
        Assert.Equal("1", await ValueAsync(test, "kept"));
        await WriteAsync(test, "kept", "2", version: 1);
    }

    [Fact]
    public async Task F60_A_store_that_may_fall_back_keeps_entries_in_memory_and_moves_them_to_the_disk_when_it_can()
    {
        File.WriteAllText(_folder.File("occupied"), "a file, no directory");
        var settings = new TestStoreSettings { FileName = "occupied/analyse.db", FallBackToMemory = true };
        using (var test = new TestStore(_folder, settings))
        {
            Assert.False(test.Store.Ledger.IsDurable);
            await WriteAsync(test, "a", "1");
            await WriteAsync(test, "a", "2", version: 1);
            Assert.False(await test.Store.Ledger.TryWriteAsync([new("a", "stale", 1), new("b", "1", 0)], Cancellation));
            Assert.Equal("2", await ValueAsync(test, "a"));
            Assert.Null(await ValueAsync(test, "b"));

            File.Delete(_folder.File("occupied"));
            await test.AdvanceAsync(_tick);

            Assert.True(test.Store.Ledger.IsDurable);
            await WriteAsync(test, "a", "3", version: 2);
        }

        using var next = new TestStore(_folder, settings);
        Assert.Equal([new LedgerEntry("a", "3", 3) { PersonId = "user_1" }], await next.Store.Ledger.ReadAsync(["a"], Cancellation));
    }

    [Fact]
    public async Task F60_Entries_that_a_full_disk_still_shows_are_built_on_in_memory()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { MaxPages = 60, FallBackToMemory = true });
        await WriteAsync(test, "a", "1");
        for (var i = 0; i < 100; i++)
        {
            await WriteAsync(test, $"key_{i}", new string('v', 10_000));
        }

        Assert.NotNull(test.Store.Problem);
        Assert.Equal("1", await ValueAsync(test, "a"));

        await WriteAsync(test, "a", "2", version: 1);

        Assert.Equal("2", await ValueAsync(test, "a"));
        Assert.False(await test.Store.Ledger.TryWriteAsync([new("a", "stale", 1)], Cancellation));
    }

    [Fact]
    public async Task F60_A_directory_that_is_removed_is_made_again_with_the_ledger()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "data/analyse.db" });
        await WriteAsync(test, "a", "1");

        Directory.Delete(_folder.File("data"), recursive: true);

        Assert.Equal("1", await ValueAsync(test, "a"));
        await WriteAsync(test, "a", "2", version: 1);
        using var file = new FileReader(test.Path);
        Assert.Equal("2", file.Scalar("SELECT value FROM ledger WHERE key = 'a'"));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var test = new TestStore(_folder, new TestStoreSettings { FallBackToMemory = true });
        await WriteAsync(test, "a", "1");
        test.Dispose();

        var failure = await Assert.ThrowsAsync<AnalyseStoreException>(() => ValueAsync(test, "a"));

        Assert.Contains("is closed", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AnalyseStoreException>(() => WriteAsync(test, "a", "2", version: 1));
    }

    private static async Task WriteAsync(TestStore test, string key, string value, long version = 0) => Assert.True(
        await test.Store.Ledger.TryWriteAsync([new(key, value, version) { PersonId = "user_1" }], Cancellation));

    private static async Task<string?> ValueAsync(TestStore test, string key) =>
        (await test.Store.Ledger.ReadAsync([key], Cancellation))[0]?.Value;

    /// <summary>A file as the first version of the schema had it, with an event and its key.</summary>
    private async Task MakeFirstVersionAsync(int events = 0)
    {
        using (var test = new TestStore(_folder))
        {
            await test.AppendAsync("paid", key: "order 1");
            for (var i = 0; i < events; i++)
            {
                test.Append($"e{i}", length: 300);
            }
        }

        using var file = new FileReader(_folder.File());
        file.Execute(
            """
            DROP TABLE age;
            ALTER TABLE event DROP COLUMN queued_age;
            ALTER TABLE dead_letter DROP COLUMN died_age;
            ALTER TABLE key RENAME COLUMN taken_age TO taken_at;
            ALTER TABLE books DROP COLUMN dead_bytes;
            ALTER TABLE books DROP COLUMN deleted;
            ALTER TABLE books DROP COLUMN evicted;
            ALTER TABLE books DROP COLUMN expired;
            DROP TABLE ledger;
            DROP TABLE ledger_state;
            PRAGMA user_version = 1;
            VACUUM
            """);
    }
}
