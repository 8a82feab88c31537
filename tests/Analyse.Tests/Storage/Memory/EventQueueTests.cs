using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class EventQueueTests
{
    private static readonly MemoryPage Page = new(1);

    [Fact]
    public void It_is_a_queue_with_two_ends_at_any_size_and_at_any_place_in_its_ring()
    {
        var queue = new EventQueue();
        var model = new LinkedList<string>();
        var chance = new Random(7);
        for (var step = 0; step < 20_000; step++)
        {
            var name = step.ToString(System.Globalization.CultureInfo.InvariantCulture);
            switch (chance.Next(step < 10_000 ? 5 : 8))
            {
                case 0 or 1:
                    queue.PushBack(Stored(name));
                    model.AddLast(name);
                    break;
                case 2 or 3:
                    queue.PushFront(Stored(name));
                    model.AddFirst(name);
                    break;
                case var _ when model.First is { } first:
                    Assert.Equal(first.Value, queue.First.Name);
                    Assert.Equal(first.Value, queue.PopFront().Name);
                    model.RemoveFirst();
                    break;
            }

            Assert.Equal(model.Count, queue.Count);
        }

        Assert.Equal(model, Enumerable.Range(0, queue.Count).Select(_ => queue.PopFront().Name));
        Assert.Equal(0, queue.Bytes);
    }

    [Fact]
    public void It_counts_its_bytes()
    {
        var queue = new EventQueue();
        queue.PushBack(Stored("a", 10));
        queue.PushFront(Stored("b", 5));
        Assert.Equal(15, queue.Bytes);

        queue.PopFront();

        Assert.Equal(10, queue.Bytes);
    }

    private static StoredEvent Stored(string name, int length = 1) => new(Guid.Empty, name, Encoded.Moment, Page, 0, length);
}
