using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

public sealed class DamagedFileTests : IDisposable
{
    private const int Events = 500;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F59_A_truncated_file_is_moved_aside_and_what_can_be_read_is_saved()
    {
        Fill();
        using (var file = File.OpenWrite(_folder.File()))
        {
            file.SetLength(file.Length / 2);
        }

        using var test = new TestStore(_folder);
        await test.SettledAsync();

        AssertAlarm(test);
        var saved = await test.DeliverAllAsync();
        Assert.InRange(saved.Count, Events / 10, Events - 1);
        Assert.Equal(Events, test.Counts.Accepted);
        Assert.Equal(Events - saved.Count, test.Counts.Lost);
        test.AssertBooksBalance();
    }

    [Fact]
    public async Task F59_A_file_with_a_garbage_header_is_moved_aside()
    {
        Fill();
        Overwrite(offset: 0, length: 100);

        using var test = new TestStore(_folder);
        await test.SettledAsync();

        AssertAlarm(test);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("new"));
        Assert.Equal(["new"], await test.DeliverAllAsync());
        test.AssertBooksBalance();
    }

    [Fact]
    public async Task F59_An_empty_file_is_moved_aside()
    {
        File.WriteAllBytes(_folder.File(), []);

        using var test = new TestStore(_folder);

        AssertAlarm(test);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("new"));
        Assert.Equal(["new"], await test.DeliverAllAsync());
    }

    [Fact]
    public async Task F59_A_log_without_its_database_is_moved_aside()
    {
        File.WriteAllBytes(_folder.File("analyse.db-wal"), new byte[5_000]);

        using var test = new TestStore(_folder);

        Assert.Single(Directory.GetFiles(_folder.Path, "*.corrupt-*-wal"));
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("new"));
    }

    [Fact]
    public async Task F59_A_deleted_log_costs_what_it_held_and_nothing_else()
    {
        Fill();
        using (var copy = new TempFolder())
        {
            // As a crash leaves it: the last events are in the log alone.
            using (var test = new TestStore(_folder))
            {
                await test.AppendAsync("in the log");
                File.Copy(test.Path, copy.File());
            }

            File.Move(copy.File(), _folder.File(), overwrite: true);
            File.Delete(_folder.File("analyse.db-wal"));
        }

        using var next = new TestStore(_folder);

        Assert.Equal(Events, (await next.DeliverAllAsync()).Count);
        next.AssertBooksBalance();
    }

    [Fact]
    public async Task F59_A_file_that_turns_out_damaged_while_it_is_used_is_replaced()
    {
        Fill();
        int pages;
        using (var file = new FileReader(_folder.File()))
        {
            pages = Convert.ToInt32(file.Scalar("PRAGMA page_count"), System.Globalization.CultureInfo.InvariantCulture);
        }

        Overwrite(offset: 4096 * (pages / 2), length: 4096 * 3);
        using var test = new TestStore(_folder);

        var delivered = await test.DeliverAllAsync();

        AssertAlarm(test);
        Assert.InRange(delivered.Distinct().Count(), Events / 2, Events - 1);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync("new"));
        Assert.Equal(["new"], await test.DeliverAllAsync());
        test.AssertBooksBalance();
        Assert.Equal(0, test.Counts.Waiting);
    }

    [Fact]
    public async Task F59_A_file_of_a_newer_version_is_left_untouched()
    {
        Fill();
        using (var file = new FileReader(_folder.File()))
        {
            file.Execute("PRAGMA user_version = 99; DROP TABLE event");
        }

        var before = File.ReadAllBytes(_folder.File());
        using (var test = new TestStore(_folder))
        {
            Assert.Contains("later version", test.Store.Problem, StringComparison.Ordinal);
            Assert.Equal(CaptureResult.Accepted, test.Append("a"));
            Assert.Equal(CaptureResult.Full, await test.AppendAsync("b"));
            Assert.Equal(["a"], await test.DeliverAllAsync());
            Assert.Contains(test.Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Error);
        }

        Assert.Equal(before, File.ReadAllBytes(_folder.File()));
    }

    [Fact]
    public void F59_A_database_of_something_else_is_an_error_and_left_untouched()
    {
        using (var file = new FileReader(_folder.File()))
        {
            file.Execute("CREATE TABLE customers (name TEXT)");
        }

        var before = File.ReadAllBytes(_folder.File());
        var failure = Assert.Throws<AnalyseStoreException>(() => new TestStore(_folder));

        Assert.Contains("something else", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.File()));
    }

    [Fact]
    public async Task F59_Keys_and_dead_letters_are_saved_too()
    {
        using (var test = new TestStore(_folder))
        {
            await test.AppendAsync(key: "order 1");
            await test.CompleteAsync(await test.ClaimAsync(), EventOutcome.Dead("http_400"));
            for (var i = 0; i < Events; i++)
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

        Assert.Equal(CaptureResult.Duplicate, await next.AppendAsync(key: "order 1"));
        Assert.Single(await next.Store.ListDeadAsync(10, TestContext.Current.CancellationToken));
    }

    private void Fill()
    {
        using var test = new TestStore(_folder);
        for (var i = 0; i < Events; i++)
        {
            test.Append($"e{i}", length: 300);
        }
    }

    private void Overwrite(int offset, int length)
    {
        using var file = File.OpenWrite(_folder.File());
        file.Position = offset;
        file.Write([.. Enumerable.Repeat((byte)0xA5, length)]);
    }

    private void AssertAlarm(TestStore test)
    {
        Assert.Single(Directory.GetFiles(_folder.Path, "*.corrupt-*"), file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal));
        Assert.Contains(test.Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Error && record.Message.Contains("damaged", StringComparison.Ordinal));
        Assert.Null(test.Store.Problem);
    }
}
