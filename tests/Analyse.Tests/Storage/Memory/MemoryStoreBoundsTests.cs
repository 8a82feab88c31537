using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class MemoryStoreBoundsTests
{
    [Theory]
    [InlineData(true, 10_000)]
    [InlineData(false, 8_000)]
    public void A_full_store_keeps_the_oldest_and_its_last_fifth_is_for_money(bool isMoney, int accepted)
    {
        var store = new MemoryStore(10_000, 1L << 30, MemoryStoreExtensions.Clock);

        var results = Enumerable.Range(0, 50_000).Select(i => store.Append("e" + i, isMoney)).ToList();

        Assert.All(results.Take(accepted), result => Assert.Equal(CaptureResult.Accepted, result));
        Assert.All(results.Skip(accepted), result => Assert.Equal(CaptureResult.Full, result));
        Assert.Equal(Enumerable.Range(0, accepted).Select(i => "e" + i), store.Claim(maxCount: 50_000).Names());
    }

    [Fact]
    public void Money_still_gets_in_when_other_events_no_longer_do()
    {
        var store = new MemoryStore(10, 1L << 30, MemoryStoreExtensions.Clock);
        while (store.Append("view") is CaptureResult.Accepted)
        {
        }

        Assert.Equal(8, store.Counts.Waiting);
        Assert.Equal(CaptureResult.Accepted, store.Append("checkout_finished", isMoney: true));
        Assert.Equal(CaptureResult.Accepted, store.Append("checkout_finished", isMoney: true));
        Assert.Equal(CaptureResult.Full, store.Append("checkout_finished", isMoney: true));
    }

    [Theory]
    [InlineData(true, 16 * 1024 * 1024 / 100_000)]
    [InlineData(false, 16 * 1024 * 1024 / 5 * 4 / 100_000)]
    public void Bytes_are_a_bound_like_events_are(bool isMoney, int accepted)
    {
        const long MaxBytes = 16 * 1024 * 1024;
        var store = new MemoryStore(1_000_000, MaxBytes, MemoryStoreExtensions.Clock);

        var taken = Enumerable.Range(0, 1_000).Count(_ => store.Append("e", isMoney, length: 100_000) is CaptureResult.Accepted);

        Assert.Equal(accepted, taken);
        Assert.InRange(store.Counts.WaitingBytes, 0, MaxBytes);
    }

    [Fact]
    public void What_is_claimed_takes_room_until_it_is_delivered()
    {
        var store = new MemoryStore(2, 1_000, MemoryStoreExtensions.Clock);
        store.Append("a", isMoney: true);
        store.Append("b", isMoney: true);

        var batch = store.Claim(maxCount: 1)!;
        Assert.Equal(CaptureResult.Full, store.Append("c", isMoney: true));

        store.Complete(batch, EventOutcome.Delivered);
        Assert.Equal(CaptureResult.Accepted, store.Append("c", isMoney: true));
    }

    [Fact]
    public void An_event_that_never_fits_does_not_stop_the_others()
    {
        var store = new MemoryStore(10, 1_000, MemoryStoreExtensions.Clock);

        Assert.Equal(CaptureResult.Full, store.Append("large", length: 900));
        Assert.Equal(CaptureResult.Accepted, store.Append("small", length: 100));
    }
}
