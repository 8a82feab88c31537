using System.Collections.Concurrent;
using Analyse.FaultTests.Rig;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section A: flushing and stopping while others capture.</summary>
public sealed class FlushFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F11_Captures_during_and_after_the_stop_are_delivered_or_refused_and_never_throw()
    {
        await using var sink = await Sink.StartAsync();
        await using var client = new AnalyseClient(new AnalyseOptions
        {
            PublicKey = Shop.Key,
            Host = sink.Address.ToString(),
            EventIdProperty = Shop.IdProperty,
        });
        var results = new ConcurrentDictionary<int, CaptureResult>();
        var next = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var last = CaptureResult.Accepted; last is not CaptureResult.Closed;)
            {
                var number = Interlocked.Increment(ref next);
                results[number] = last = client.Capture(Shop.Event(number));
            }
        }, Token)).ToArray();
        await Limits.UntilAsync(() => results.Count > 1_000);

        await client.ShutdownAsync(Token);
        await Task.WhenAll(threads).WaitAsync(Limits.Patience, Token);

        Assert.Equal(CaptureResult.Closed, client.Capture(Shop.Event(0)));
        var arrived = sink.Requests.SelectMany(request => request.Events).Select(SinkRequest.NumberOf);
        Assert.Equal(results.Where(entry => entry.Value is CaptureResult.Accepted).Select(entry => entry.Key).Order(), arrived.Order());
        var counts = client.Counts;
        Assert.Equal((results.Count + 1, counts.Accepted), (counts.Captured, counts.Delivered));
    }

    [Fact]
    public async Task F12_A_flush_after_a_failed_automatic_one_throws_and_keeps_the_events_in_front()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        sink.Then(500, times: 2);
        shop.Capture(100);
        await shop.Time.TimerAsync(ObservedClock.FirstRetry);

        var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => shop.Client.FlushAsync(Token));
        shop.Capture(50);
        await shop.Client.FlushAsync(Token);

        Assert.Equal((500, 100), ((int?)failure.StatusCode, failure.Kept));
        Assert.Equal(Enumerable.Range(0, 150), sink.Requests.Skip(2).SelectMany(request => request.Events).Select(SinkRequest.NumberOf));
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

    [Fact]
    public async Task F13_Twenty_flushes_at_once_send_each_event_once_and_all_learn_what_came_of_it()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        shop.Capture(90);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => shop.Client.FlushAsync(Token), Token)))
            .WaitAsync(Limits.Patience, Token);

        shop.Oracle.NothingIsLost(duplicates: 0, sink);

        var release = new TaskCompletionSource();
        sink.Then(new SinkAnswer(503) { After = release.Task });
        shop.Capture(90);
        var flushes = Enumerable.Range(0, 20).Select(_ => shop.Client.FlushAsync(Token)).ToArray();
        await Limits.UntilAsync(() => sink.Requests.Count == 2);
        release.SetResult();

        foreach (var flush in flushes)
        {
            var failure = await Assert.ThrowsAsync<AnalyseDeliveryException>(() => flush.WaitAsync(Limits.Patience, Token));
            Assert.Equal(90, failure.Kept);
        }
    }

    [Fact]
    public async Task F14_Waiting_for_a_flush_on_a_thread_with_a_context_of_its_own_does_not_deadlock()
    {
        await using var sink = await Sink.StartAsync();
        using var client = new AnalyseClient(new AnalyseOptions { PublicKey = Shop.Key, Host = sink.Address.ToString() });
        var done = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverRuns());
            client.Capture(Shop.Event(0));
            client.FlushAsync().GetAwaiter().GetResult();
            client.SendAsync(Shop.Event(1)).GetAwaiter().GetResult();
            client.CaptureAsync(Shop.Event(2)).AsTask().GetAwaiter().GetResult();
            client.Dispose();
            done.SetResult();
        })
        {
            IsBackground = true,
        };

        thread.Start();

        await done.Task.WaitAsync(Limits.Patience, Token);
        Assert.Equal(3, client.Counts.Delivered);
    }

    /// <summary>Takes work and never runs it, as a thread does that waits for just that work.</summary>
    private sealed class NeverRuns : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
