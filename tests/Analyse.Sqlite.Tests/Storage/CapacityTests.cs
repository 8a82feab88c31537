using Analyse.Sqlite.Tests.Support;
using Xunit;

namespace Analyse.Sqlite.Tests.Storage;

public sealed class CapacityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F62_A_store_at_its_cap_refuses_the_newest_and_takes_events_again_when_some_are_delivered()
    {
        const long Cap = 4 * 1024 * 1024;
        using var test = new TestStore(_folder, new TestStoreSettings { MaxFileBytes = Cap });
        var accepted = 0;
        while (await test.AppendAsync($"e{accepted}", length: 1_000) is CaptureResult.Accepted)
        {
            accepted++;
        }

        var money = 0;
        while (await test.AppendAsync("order_paid", isMoney: true, length: 1_000) is CaptureResult.Accepted)
        {
            money++;
        }

        Assert.InRange(accepted, 2_200, 3_200);
        Assert.InRange(money, 500, 900);
        Assert.InRange(new FileInfo(test.Path).Length, 0, Cap + (64 * 1024));
        Assert.InRange(new FileInfo(test.Path + "-wal").Length, 0, (4 * 1024 * 1024) + (512 * 1024));
        Assert.Equal(accepted + money, test.Counts.Accepted);

        Assert.Equal("e0", (await test.DeliverAllAsync())[0]);
        Assert.Equal(CaptureResult.Accepted, await test.AppendAsync(length: 1_000));
        test.AssertBooksBalance();
    }

    [Fact]
    public void The_queue_in_memory_is_bounded_too()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { MaxPendingEvents = 10 });
        using var lockedBy = new FileReader(test.Path);
        lockedBy.Execute("BEGIN IMMEDIATE");

        var results = Enumerable.Range(0, 12).Select(_ => test.Append()).ToArray();
        var money = Enumerable.Range(0, 3).Select(_ => test.Append(isMoney: true)).ToArray();
        lockedBy.Execute("ROLLBACK");

        Assert.Equal(8, results.Count(result => result is CaptureResult.Accepted));
        Assert.Equal(2, money.Count(result => result is CaptureResult.Accepted));
        Assert.Equal(10, test.Counts.Accepted);
    }
}
