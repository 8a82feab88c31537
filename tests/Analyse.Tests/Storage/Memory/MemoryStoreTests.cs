using Analyse.Storage;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class MemoryStoreTests
{
    [Fact]
    public void What_is_appended_is_claimed_in_the_same_order()
    {
        var store = MemoryStoreExtensions.Large();
        string[] names = ["a", "b", "c"];
        Assert.All(names, name => Assert.Equal(CaptureResult.Accepted, store.Append(name)));

        Assert.Equal(names, store.Claim().Names());
        Assert.Null(store.Claim());
    }

    [Theory]
    [InlineData(2, 1_000, 2)]
    [InlineData(100, 20, 1)]
    [InlineData(100, 21, 2)]
    [InlineData(100, 32, 3)]
    [InlineData(100, 1, 1)]
    public void A_claim_keeps_to_its_count_and_to_its_bytes_with_separators(int maxCount, long maxBytes, int expected)
    {
        var store = MemoryStoreExtensions.Large();
        for (var i = 0; i < 5; i++)
        {
            store.Append("e", length: 10);
        }

        Assert.Equal(expected, store.Claim(maxCount, maxBytes)!.Count);
    }

    [Fact]
    public void What_was_not_taken_returns_to_the_front_in_order()
    {
        var store = MemoryStoreExtensions.Large();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            store.Append(name);
        }

        var batch = store.Claim(maxCount: 3)!;
        batch.Outcomes[1] = EventOutcome.Delivered;
        store.Complete(batch);

        Assert.Equal(["a", "c", "d"], store.Claim().Names());
        Assert.Equal(1, store.Counts.Delivered);
    }

    [Fact]
    public void Several_claims_return_to_the_front_in_order_when_the_last_returns_first()
    {
        var store = MemoryStoreExtensions.Large();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            store.Append(name);
        }

        var first = store.Claim(maxCount: 2)!;
        var second = store.Claim(maxCount: 2)!;
        store.Complete(second);
        store.Complete(first);

        Assert.Equal(["a", "b", "c", "d", "e"], store.Claim().Names());
    }

    [Fact]
    public void A_batch_that_is_used_again_remembers_nothing_of_the_last_claim()
    {
        var store = MemoryStoreExtensions.Large();
        store.Append("a");
        store.Complete(store.Claim()!, EventOutcome.Delivered);
        store.Append("b");

        var batch = store.Claim()!;

        Assert.Equal(["b"], batch.Names());
        Assert.Equal(EventOutcome.Again, batch.Outcomes[0]);
    }

    [Fact]
    public void A_key_is_taken_once_for_each_event_name_also_after_its_event_has_left()
    {
        var store = MemoryStoreExtensions.Large();

        Assert.Equal(CaptureResult.Accepted, store.Append("paid", key: "order_1"));
        Assert.Equal(CaptureResult.Duplicate, store.Append("paid", key: "order_1"));
        store.Complete(store.Claim()!, EventOutcome.Delivered);
        Assert.Equal(CaptureResult.Duplicate, store.Append("paid", key: "order_1"));
        Assert.Equal(CaptureResult.Accepted, store.Append("refunded", key: "order_1"));
        Assert.Equal(CaptureResult.Accepted, store.Append("paid", key: "order_2"));

        Assert.Equal(2, store.Counts.Duplicates);
        Assert.Equal(3, store.Counts.Accepted);
    }

    [Fact]
    public void A_key_whose_event_was_refused_may_come_again()
    {
        var store = new Analyse.Storage.Memory.MemoryStore(1, 1_000, MemoryStoreExtensions.Clock);
        store.Append("other", isMoney: true);
        Assert.Equal(CaptureResult.Full, store.Append("paid", isMoney: true, key: "order_1"));

        store.Complete(store.Claim()!, EventOutcome.Delivered);

        Assert.Equal(CaptureResult.Accepted, store.Append("paid", isMoney: true, key: "order_1"));
    }

    [Fact]
    public void A_closed_store_takes_nothing_and_still_gives_what_it_has()
    {
        var store = MemoryStoreExtensions.Large();
        store.Append("a");

        store.Close();

        Assert.Equal(CaptureResult.Closed, store.Append("b"));
        Assert.Equal(["a"], store.Claim().Names());
    }

    [Fact]
    public void An_abandoned_store_counts_what_it_held_as_lost()
    {
        var store = MemoryStoreExtensions.Large();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            store.Append(name);
        }

        store.Complete(store.Claim(maxCount: 1)!, EventOutcome.Delivered);
        store.Complete(store.Claim(maxCount: 1)!, EventOutcome.Dead("http_400"));
        store.Abandon();

        Assert.Equal(CaptureResult.Closed, store.Append("e"));
        Assert.Null(store.Claim());
        Assert.Equal(new StoreCounts { Accepted = 4, Delivered = 1, DeadLettered = 1, Losses = new() { AtShutdown = 2 } }, store.Counts);
    }

    [Fact]
    public void The_counts_know_what_is_claimed_and_what_is_oldest()
    {
        var store = MemoryStoreExtensions.Large();
        store.Append("a", length: 10);
        store.Append("b", length: 20);

        var batch = store.Claim(maxCount: 1)!;
        Assert.Equal(new StoreCounts { Accepted = 2, Waiting = 2, WaitingBytes = 30, OldestAge = TimeSpan.Zero }, store.Counts);

        store.Complete(batch, EventOutcome.Delivered);
        store.Complete(store.Claim()!, EventOutcome.Delivered);
        Assert.Equal(new StoreCounts { Accepted = 2, Delivered = 2 }, store.Counts);
    }

    [Fact]
    public async Task An_append_that_is_awaited_is_there_at_once()
    {
        var store = MemoryStoreExtensions.Large();

        var append = store.AppendAsync(
            new EncodedEvent { Id = Guid.Empty, Name = "a", IsMoney = false, HasKey = false, CapturedAt = default, Json = "a"u8 },
            TestContext.Current.CancellationToken);

        Assert.True(append.IsCompletedSuccessfully);
        Assert.Equal(CaptureResult.Accepted, await append);
    }
}
