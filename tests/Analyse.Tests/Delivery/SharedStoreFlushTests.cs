using Analyse.Storage;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Delivery;

/// <summary>A flush of a store that others use as well: it goes by what is in the store, not by what this process knows of.</summary>
public sealed class SharedStoreFlushTests
{
    [Fact]
    public async Task F95_A_flush_waits_while_another_process_has_claimed_what_is_there()
    {
        var source = new SharedSource { Left = 1 };
        await using var test = new LoopRig(source, new ObservedClock());

        var flush = test.Loop.FlushAsync(isThorough: true);
        await source.IsCountedAsync();
        Assert.False(flush.IsCompleted);
        source.Left = 0;
        await AdvanceUntilAsync(test, flush);

        await flush;
    }

    [Fact]
    public async Task F95_A_flush_does_not_wait_for_ever_for_a_process_that_does_nothing()
    {
        var source = new SharedSource { Left = 1 };
        await using var test = new LoopRig(source, new ObservedClock());

        var flush = test.Loop.FlushAsync(isThorough: true);
        await AdvanceUntilAsync(test, flush);

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => flush);
        Assert.Equal(1, failure.Kept);
    }

    [Fact]
    public async Task F95_What_is_in_the_way_ends_a_flush_at_once()
    {
        var source = new SharedSource { Left = 3, Obstacle = "The disk is full." };
        await using var test = new LoopRig(source, new ObservedClock());

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Loop.FlushAsync(isThorough: true));

        Assert.StartsWith("The disk is full. At least 3 events are kept", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F95_A_store_that_cannot_be_read_fails_the_flush()
    {
        var source = new SharedSource { Fault = new InvalidDataException() };
        await using var test = new LoopRig(source, new ObservedClock());

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => test.Loop.FlushAsync(isThorough: true));

        Assert.Same(source.Fault, failure.InnerException);
    }

    [Fact]
    public async Task A_flush_for_one_request_does_not_look_at_what_others_have()
    {
        var source = new SharedSource { Left = 1 };
        await using var test = new LoopRig(source, new ObservedClock());

        await test.Loop.FlushAsync(isThorough: false);
    }

    private static async Task AdvanceUntilAsync(LoopRig test, Task flush)
    {
        for (var i = 0; !flush.IsCompleted && i < 100_000; i++)
        {
            test.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }

    private sealed class SharedSource : IEventSource, IStoreMark
    {
        private readonly TaskCompletionSource _counted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _left;

        public long Left
        {
            get => Interlocked.Read(ref _left);
            set => Interlocked.Exchange(ref _left, value);
        }

        public Exception? Fault { get; init; }

        public string? Obstacle { get; init; }

        public string Description => "shared";

        public StoreCounts Counts => default;

        public bool IsShared => true;

        public ValueTask<IStoreMark> MarkAsync(CancellationToken cancellationToken) => new(this);

        public Task IsCountedAsync() => _counted.Task;

        public ValueTask<long> CountLeftAsync(CancellationToken cancellationToken)
        {
            _counted.TrySetResult();
            return Fault is null ? new(Left) : ValueTask.FromException<long>(Fault);
        }

        public Task WaitAsync(int count, long bytes, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);

        public ValueTask<EventBatch?> ClaimAsync(int maxCount, long maxBytes, CancellationToken cancellationToken) => new((EventBatch?)null);

        public ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Abandon()
        {
            // Nothing is in it.
        }
    }
}
