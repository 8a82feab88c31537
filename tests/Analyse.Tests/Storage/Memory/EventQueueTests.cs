using System.Globalization;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class EventQueueTests
{
    private const int MoreThanAPage = 600 * 1024;

    private readonly EventQueue _queue = new();

    [Fact]
    public void It_is_a_queue_with_two_ends_and_each_event_keeps_its_bytes_until_it_is_released()
    {
        var model = new LinkedList<int>();
        var claimed = new Stack<(int Number, StoredEvent Stored)>();
        var chance = new Random(7);
        for (var step = 1; step <= 20_000; step++)
        {
            switch (chance.Next(step < 10_000 ? 5 : 8))
            {
                case 0 or 1:
                    Push(step, chance.Next(500) == 0 ? MoreThanAPage : chance.Next(5, 2_000));
                    model.AddLast(step);
                    break;
                case 2 when claimed.TryPop(out var back):
                    _queue.PushFront(back.Stored);
                    model.AddFirst(back.Number);
                    break;
                case 3 when claimed.TryPop(out var done):
                    AssertIs(done.Number, done.Stored);
                    _queue.Release(done.Stored);
                    break;
                case > 3 when model.First is { } first:
                    AssertIs(first.Value, _queue.First);
                    claimed.Push((first.Value, _queue.PopFront()));
                    model.RemoveFirst();
                    break;
            }

            Assert.Equal(model.Count, _queue.Count);
        }

        foreach (var number in model)
        {
            AssertIs(number, _queue.PopFront());
        }

        Assert.Equal(0, _queue.Bytes);
    }

    [Fact]
    public void It_counts_its_bytes()
    {
        Push(1, length: 10);
        Push(2, length: 20);
        var popped = _queue.PopFront();
        Assert.Equal(20, _queue.Bytes);

        _queue.PushFront(popped);

        Assert.Equal(30, _queue.Bytes);
    }

    [Fact]
    public void A_page_is_written_again_from_its_beginning_when_all_its_events_have_gone()
    {
        Push(1, length: 10);
        var first = _queue.PopFront();
        _queue.Release(first);

        Push(2, length: 10);

        Assert.Equal((first.Page, first.Offset), (_queue.First.Page, _queue.First.Offset));
    }

    [Fact]
    public void A_claimed_event_keeps_its_page_from_being_written_again()
    {
        Push(1, length: 10);
        Push(2, length: 10);
        var claimed = _queue.PopFront();
        _queue.Release(_queue.PopFront());

        for (var number = 3; number < 10; number++)
        {
            Push(number, MoreThanAPage);
        }

        AssertIs(1, claimed);
    }

    // An event of these tests is its number, printed once and then filled up.
    private void Push(int number, int length)
    {
        var json = new byte[length];
        number.TryFormat(json, out _, "D4", CultureInfo.InvariantCulture);
        _queue.PushBack(new EventHeader(IdOf(number), Encoded.Moment, queuedAt: 0, length), json);
    }

    private static void AssertIs(int number, in StoredEvent stored)
    {
        Assert.Equal(IdOf(number), stored.Header.Id);
        Assert.Equal(number, int.Parse(stored.ToEntry(TimeSpan.Zero).Json.Span.TrimEnd((byte)0), CultureInfo.InvariantCulture));
    }

    private static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);
}
