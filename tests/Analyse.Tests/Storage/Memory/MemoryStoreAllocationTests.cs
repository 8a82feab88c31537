using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

/// <summary>Alone: pages come from the pool of the process, from which the stores of other tests would take them meanwhile.</summary>
[Collection(nameof(MemoryStoreAllocationTests))]
[CollectionDefinition(nameof(MemoryStoreAllocationTests), DisableParallelization = true)]
public sealed class MemoryStoreAllocationTests
{
    private static readonly byte[] _json = new byte[308];

    [Fact]
    public void A_steady_flow_allocates_nothing()
    {
        var store = MemoryStoreExtensions.Large();
        Flow(store, rounds: 100);

        Assert.Equal(0, Allocation.Least(() => Flow(store, rounds: 1_000)));
    }

    [Fact]
    public void A_peak_leaves_its_pages_to_the_next_one_while_events_wait()
    {
        var store = MemoryStoreExtensions.Large();
        Append(store, 10_000);
        Drain(store, leave: 100);

        Assert.InRange(
            Allocation.Least(() =>
            {
                Append(store, 9_000);
                Drain(store, leave: 100);
            }),
            0,
            64 * 1024);
    }

    private static void Flow(MemoryStore store, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            Append(store, 100);
            store.Complete(store.Claim()!, EventOutcome.Delivered);
        }
    }

    private static void Append(MemoryStore store, int count)
    {
        for (var i = 0; i < count; i++)
        {
            store.Append(new EncodedEvent
            {
                Id = Guid.Empty,
                Name = "checkout_finished",
                IsMoney = true,
                HasKey = false,
                CapturedAt = Encoded.Moment,
                Json = _json,
            });
        }
    }

    private static void Drain(MemoryStore store, int leave)
    {
        while (store.Counts.Waiting > leave)
        {
            store.Complete(store.Claim()!, EventOutcome.Delivered);
        }
    }
}
