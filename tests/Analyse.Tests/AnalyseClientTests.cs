using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests;

public sealed class AnalyseClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_event_captured_during_a_shutdown_is_delivered_or_refused(bool isDisposed)
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 10, MaxBufferedEvents = 1_000_000 });
        using var started = new Barrier(5);
        var capturing = Enumerable.Range(0, 4)
            .Select(thread => Task.Factory.StartNew(
                () => CaptureUntilClosed(test.Client, "t" + thread, started),
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))
            .ToArray();
        started.SignalAndWait(TestContext.Current.CancellationToken);

        if (isDisposed)
        {
            await test.Client.DisposeAsync();
        }
        else
        {
            await test.Client.ShutdownAsync(TestContext.Current.CancellationToken);
        }

        var captured = await Task.WhenAll(capturing);

        var accepted = captured.SelectMany(names => names).Order().ToList();
        Assert.Equal(accepted, test.Service.SentNames.Order());
        var counts = test.Client.Counts;
        Assert.Equal(new AnalyseCounts { Accepted = accepted.Count, Delivered = accepted.Count, Refused = 4 }, counts);
        Assert.Equal(accepted.Count + 4, counts.Captured);
        Assert.Equal(CaptureResult.Closed, test.Client.Capture(TestClient.Event()));
        await test.Client.FlushAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_books_balance_at_every_moment_while_many_capture_and_the_loop_sends()
    {
        await using var test = new TestClient(new AnalyseOptions { MaxBatchSize = 10, MaxBufferedEvents = 200 });
        var capturing = Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                test.Client.Capture(TestClient.Event("e" + thread));
            }
        })));

        do
        {
            var counts = test.Client.Counts;
            Assert.Equal(counts.Accepted, counts.Delivered + counts.Waiting + counts.DeadLettered + counts.Lost);
        }
        while (!capturing.IsCompleted);

        await capturing;
        Assert.Equal(4_000, test.Client.Counts.Captured);
    }

    [Fact]
    public async Task Shutting_down_twice_is_shutting_down_once()
    {
        await using var test = new TestClient();
        test.Client.Capture(TestClient.Event());

        await test.Client.ShutdownAsync(TestContext.Current.CancellationToken);
        await test.Client.ShutdownAsync(TestContext.Current.CancellationToken);
        await test.Client.DisposeAsync();
#pragma warning disable CA1849, xUnit1031 // That is what is tried here.
        test.Client.Dispose();
#pragma warning restore CA1849, xUnit1031

        Assert.Single(test.Service.Requests);
        Assert.Single(test.Log.Collector.GetSnapshot(), record => record.Id.Name == "Stopped");
    }

    [Fact]
    public async Task A_client_that_was_never_used_stops_quietly()
    {
        await using var test = new TestClient();

        await test.Client.ShutdownAsync(TestContext.Current.CancellationToken);

        Assert.Empty(test.Service.Requests);
        Assert.Equal(default, test.Client.Counts);
    }

    private static List<string> CaptureUntilClosed(AnalyseClient client, string prefix, Barrier started)
    {
        var accepted = new List<string>();
        for (var i = 0; ; i++)
        {
            var name = $"{prefix}_{i}";
            if (client.Capture(TestClient.Event(name)) is not CaptureResult.Accepted)
            {
                return accepted;
            }

            accepted.Add(name);
            if (i == 20)
            {
                // None fills the store before the others have begun.
                started.SignalAndWait();
            }
        }
    }
}
