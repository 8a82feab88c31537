using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class MemoryStoreWaitTests
{
    [Fact]
    public void There_is_no_wait_for_what_is_there()
    {
        var store = MemoryStoreExtensions.Large();
        store.Append("a", length: 10);

        Assert.True(store.WaitAsync(1, long.MaxValue, CancellationToken.None).IsCompletedSuccessfully);
        Assert.True(store.WaitAsync(int.MaxValue, 10, CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_wait_ends_with_the_event_that_makes_it_enough()
    {
        var store = MemoryStoreExtensions.Large();
        var wait = store.WaitAsync(2, long.MaxValue, TestContext.Current.CancellationToken);

        store.Append("a");
        Assert.False(wait.IsCompleted);
        store.Append("b");

        await wait;
    }

    [Fact]
    public async Task A_wait_ends_with_enough_bytes()
    {
        var store = MemoryStoreExtensions.Large();
        var wait = store.WaitAsync(int.MaxValue, 100, TestContext.Current.CancellationToken);

        store.Append("a", length: 99);
        Assert.False(wait.IsCompleted);
        store.Append("b", length: 1);

        await wait;
    }

    [Fact]
    public async Task A_cancelled_wait_ends_without_an_exception()
    {
        var store = MemoryStoreExtensions.Large();
        using var source = new CancellationTokenSource();
        var wait = store.WaitAsync(1, long.MaxValue, source.Token);

        await source.CancelAsync();

        await wait;
    }

    [Fact]
    public async Task Events_that_return_are_enough_for_the_next_wait()
    {
        var store = MemoryStoreExtensions.Large();
        store.Append("a");
        store.Complete(store.Claim()!);

        await store.WaitAsync(1, long.MaxValue, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_continues_after_a_wait_does_not_run_on_the_capturing_thread()
    {
        var store = MemoryStoreExtensions.Large();
        var capturing = Environment.CurrentManagedThreadId;
        var gate = new ManualResetEventSlim();
        var after = store.WaitAsync(1, long.MaxValue, CancellationToken.None).ContinueWith(
            _ => gate.Wait(TimeSpan.FromSeconds(20), CancellationToken.None),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        // Would hang for the time of the gate if the capture ran what follows the wait.
        store.Append("a");
        Assert.Equal(capturing, Environment.CurrentManagedThreadId);
        gate.Set();

        Assert.True(await after);
    }
}
