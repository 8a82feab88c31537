using System.Collections.Concurrent;
using Analyse.Events;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Events;

public sealed class EventIdTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(0x0199_8877_6655);

    [Fact]
    public void A_version_7_id_begins_with_the_time_and_carries_version_and_variant()
    {
        var id = EventId.NewVersion7(_now);

        Assert.StartsWith("01998877-6655-7", id.ToString());
        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
    }

    [Fact]
    public void Version_7_ids_of_one_moment_differ_on_all_threads()
    {
        var ids = new ConcurrentDictionary<Guid, bool>();

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                Assert.True(ids.TryAdd(EventId.NewVersion7(_now), true));
            }
        });

        Assert.Equal(4_000, ids.Count);
    }

    [Fact]
    public void A_time_before_1970_counts_as_1970() =>
        Assert.StartsWith("00000000-0000-7", EventId.NewVersion7(DateTimeOffset.MinValue).ToString());

    [Fact]
    public void A_version_7_id_allocates_nothing() => Assert.Equal(0, Allocation.Least(() =>
    {
        for (var i = 0; i < 1_000; i++)
        {
            EventId.NewVersion7(_now);
        }
    }));

    [Fact]
    public void A_version_5_id_is_that_of_RFC_9562()
    {
        var dns = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), EventId.Version5(dns, "www.example.com"));
    }

    [Fact]
    public void A_key_gives_the_same_id_for_ever() =>
        Assert.Equal(new Guid("39c0e440-f5fe-5f5b-8fd5-b1b96d319265"), EventId.FromKey("checkout_finished", "order-1001"));

    [Fact]
    public void Another_key_or_another_event_gives_another_id()
    {
        var id = EventId.FromKey("checkout_finished", "order-1001");

        Assert.NotEqual(id, EventId.FromKey("checkout_finished", "order-1002"));
        Assert.NotEqual(id, EventId.FromKey("checkout_started", "order-1001"));
    }

    [Fact]
    public void A_key_may_hold_any_text() => Assert.Equal(5, EventId.FromKey("é\ud800", "\0😀\udc00").Version);
}
