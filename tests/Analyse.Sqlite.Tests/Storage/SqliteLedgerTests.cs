using Analyse.Extensibility;
using Analyse.Sqlite.Tests.Support;
using Analyse.Tests.Storage;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class SqliteLedgerTests : LedgerContract
{
    [Fact]
    public async Task A_process_that_does_not_send_counts_in_the_same_ledger_and_no_count_is_lost()
    {
        using var folder = new TempFolder();
        await using var sink = await Sink.StartAsync();
        await using var sender = await ChildProcess.StartAsync(folder.File(), sink.Address, count: 0);
        await using var one = ChildProcess.LaunchCounting(folder.File(), sink.Address, increments: 100);
        await using var two = ChildProcess.LaunchCounting(folder.File(), sink.Address, increments: 100);
        await one.CapturedAsync();
        await two.CapturedAsync();
        await one.StopAsync();
        await two.StopAsync();

        Assert.Equal(Enumerable.Range(1, 200), one.Accepted.Concat(two.Accepted).Order());
        using var store = new TestStore(folder);
        Assert.Equal([new("counter", "200", 200)], await ReadAsync(store.Store.Ledger, "counter"));
    }

    [Fact]
    public async Task F52_What_was_written_when_the_process_is_killed_is_there_afterwards()
    {
        using var folder = new TempFolder();
        await using var sink = await Sink.StartAsync();
        await using var child = ChildProcess.LaunchCounting(folder.File(), sink.Address, increments: 1_000_000);
        await Eventually.TrueAsync(() => child.Accepted.Length > 50);
        await child.KillAsync();

        using var store = new TestStore(folder);
        var counter = Assert.Single(await ReadAsync(store.Store.Ledger, "counter"));

        Assert.InRange(counter!.Version, child.Accepted[^1], child.Accepted[^1] + 1);
    }

    [Fact]
    public async Task Entries_leave_the_room_of_the_events_alone()
    {
        using var folder = new TempFolder();
        using var store = new TestStore(folder, new TestStoreSettings { MaxFileBytes = 1_000_000 });
        for (var i = 0; i < 100; i++)
        {
            await WriteAsync(store.Store.Ledger, new LedgerEntry($"key_{i}", new string('v', LedgerLimits.MaxValueBytes), 0));
        }

        Assert.Equal(CaptureResult.Accepted, await store.AppendAsync(length: 100_000));
        Assert.True(new FileInfo(store.Path).Length > 1_000_000);

        while (await store.AppendAsync(length: 10_000) is CaptureResult.Accepted)
        {
            Assert.True(store.Counts.Waiting < 100, "The bound of the events holds, too.");
        }
    }

    [Fact]
    public async Task The_size_of_the_ledger_is_that_of_its_entries_whatever_is_done_with_them()
    {
        await using var site = await OpenAsync();
        await WriteAsync(site.Ledger, new("a", "12345", 0), new("b", "1", 0));
        await WriteAsync(site.Ledger, new LedgerEntry("a", "1", 1));
        await site.PassDaysAsync(300);
        await WriteAsync(site.Ledger, new LedgerEntry("c", "123", 0));
        await site.PassDaysAsync(102);

        using var file = new FileReader(((LedgerSite)site).Path);

        Assert.Equal(1 + 3 + 128L, file.Scalar("SELECT bytes FROM ledger_state"));
        Assert.Equal(1, file.Count("ledger"));
    }

    protected override Task<ILedgerSite> OpenAsync() =>
        Task.FromResult<ILedgerSite>(new LedgerSite(new TempFolder(), new SteppingClock(), isFirst: true));
}
