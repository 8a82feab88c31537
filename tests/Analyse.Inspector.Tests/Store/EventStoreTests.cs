using Analyse.Inspector.Live;
using Analyse.Inspector.Store;
using Xunit;

namespace Analyse.Inspector.Tests.Store;

public sealed class EventStoreTests
{
    private readonly ChangeSignal _changes = new();

    [Fact]
    public void The_oldest_event_is_dropped_when_one_more_than_fits_comes()
    {
        var store = new EventStore(2, long.MaxValue, _changes);

        store.Add([Some.Received("a"), Some.Received("b"), Some.Received("c")], default);

        Assert.Equal(["b", "c"], Names(store.All()));
        Assert.Equal([2L, 3L], store.All().Select(stored => stored.Sequence));
        Assert.Equal(1, store.Dropped);
    }

    [Fact]
    public void The_oldest_events_are_dropped_when_the_bytes_do_not_fit_but_the_newest_stays()
    {
        var store = new EventStore(100, 25, _changes);

        store.Add([Some.Received("a", bytes: 10), Some.Received("b", bytes: 10)], default);
        Assert.Equal(["a", "b"], Names(store.All()));

        store.Add([Some.Received("c", bytes: 10)], default);
        Assert.Equal(["b", "c"], Names(store.All()));

        store.Add([Some.Received("d", bytes: 1000)], default);
        Assert.Equal(["d"], Names(store.All()));
        Assert.Equal(3, store.Dropped);
    }

    [Fact]
    public void A_reader_gets_each_event_once_and_in_order()
    {
        var store = new EventStore(100, long.MaxValue, _changes);
        store.Add([Some.Received("a"), Some.Received("b"), Some.Received("c")], default);

        var first = store.Read(StorePosition.Nowhere, 2);
        var second = store.Read(first.Position, 2);
        var third = store.Read(second.Position, 2);

        Assert.Equal(["a", "b"], Names(first.Events));
        Assert.Equal(["c"], Names(second.Events));
        Assert.Empty(third.Events);
        Assert.Equal([true, false, false], new[] { first, second, third }.Select(read => read.StartsOver));
    }

    [Fact]
    public void A_reader_starts_over_after_a_clearing()
    {
        var store = new EventStore(1, long.MaxValue, _changes);
        store.Add([Some.Received("a"), Some.Received("b")], default);
        var before = store.Read(StorePosition.Nowhere, 10);

        store.Clear();
        store.Add([Some.Received("c")], default);
        var after = store.Read(before.Position, 10);

        Assert.True(after.StartsOver);
        Assert.Equal(["c"], Names(after.Events));
        Assert.Equal(0, store.Dropped);
    }

    [Fact]
    public async Task Every_change_is_signalled()
    {
        var store = new EventStore(1, long.MaxValue, _changes);

        var added = _changes.Next;
        store.Add([Some.Received()], default);
        await added;

        var cleared = _changes.Next;
        store.Clear();
        await cleared;
    }

    [Fact]
    public async Task Concurrent_writers_lose_nothing()
    {
        var store = new EventStore(10_000, long.MaxValue, _changes);

        await Parallel.ForAsync(0, 1000, TestContext.Current.CancellationToken, (_, _) =>
        {
            store.Add([Some.Received(), Some.Received()], default);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(Enumerable.Range(1, 2000).Select(i => (long)i), store.All().Select(stored => stored.Sequence));
    }

    private static IEnumerable<string> Names(IEnumerable<StoredEvent> events) => events.Select(stored => stored.Event.Name);
}
