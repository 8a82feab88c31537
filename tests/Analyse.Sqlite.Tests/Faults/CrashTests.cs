using Analyse.Sqlite.Tests.Support;
using Xunit;

namespace Analyse.Sqlite.Tests.Faults;

public sealed class CrashTests : IDisposable
{
    private const int MaxBatchSize = 100;

    private readonly TempFolder _folder = new();

    /// <summary>How often a process is killed; more often in the run of all faults.</summary>
    private static int Rounds => Environment.GetEnvironmentVariable("ANALYSE_FAULTS") == "all" ? 20 : 3;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F52_A_process_that_is_killed_under_load_loses_no_awaited_event()
    {
        await using var sink = await Sink.StartAsync();
        var accepted = new List<int>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var child = await ChildProcess.StartAsync(_folder.File(), sink.Address, count: 1_000_000, first: round * 1_000_000);
            await Task.Delay(Random.Shared.Next(100, 2_000), TestContext.Current.CancellationToken);
            await child.KillAsync();
            accepted.AddRange(child.Accepted);
            AssertWhole();
        }

        await DrainAsync(sink, accepted);

        Assert.NotEmpty(accepted);
        Assert.Empty(accepted.Except(sink.Numbers));
        Assert.InRange(sink.Duplicates, 0, MaxBatchSize * Rounds);
    }

    [Fact]
    public async Task F53_A_process_that_is_killed_between_the_answer_and_the_delete_sends_that_batch_twice_and_no_other()
    {
        await using var sink = await Sink.StartAsync();
        await using var child = await ChildProcess.StartAsync(_folder.File(), sink.Address, count: 0);
        await child.CapturedAsync();
        var received = new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        sink.OnBatch = (batch, aborted) =>
        {
            received.TrySetResult(batch);
            return Task.Delay(Timeout.Infinite, aborted);
        };

        await using var writer = await ChildProcess.StartAsync(_folder.File(), sink.Address, count: 250);
        await writer.CapturedAsync();
        var twice = await received.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await child.KillAsync();
        await writer.KillAsync();
        sink.OnBatch = static (_, _) => Task.CompletedTask;
        await DrainAsync(sink, writer.Accepted);

        Assert.Equal(250, sink.Distinct.Length);
        Assert.Equal(twice.Length, sink.Duplicates);
        Assert.InRange(twice.Length, 1, MaxBatchSize);
    }

    [Fact]
    public async Task F58_A_process_that_is_ended_at_its_quota_of_file_size_loses_no_awaited_event()
    {
        await using var sink = await Sink.StartAsync();
        sink.OnBatch = static (_, aborted) => Task.Delay(Timeout.Infinite, aborted);
        await using var child = ChildProcess.LaunchWithin(fileKibibytes: 600, _folder.File(), sink.Address, count: 1_000_000);
        await child.ExitedAsync();
        sink.OnBatch = static (_, _) => Task.CompletedTask;
        AssertWhole();
        await DrainAsync(sink, child.Accepted);

        Assert.NotEmpty(child.Accepted);
        Assert.Empty(child.Accepted.Except(sink.Numbers));
    }

    [Fact]
    public async Task F54_A_process_that_crashes_again_and_again_neither_loses_events_nor_adds_any()
    {
        await using var sink = await Sink.StartAsync();
        sink.OnBatch = static (_, aborted) => Task.Delay(Timeout.Infinite, aborted);
        var accepted = new List<int>();
        await using (var first = await ChildProcess.StartAsync(_folder.File(), sink.Address, count: 500))
        {
            await first.CapturedAsync();
            await first.KillAsync();
            accepted.AddRange(first.Accepted);
        }

        for (var round = 0; round < Rounds; round++)
        {
            await using var child = await ChildProcess.StartAsync(_folder.File(), sink.Address, count: 0);
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await child.KillAsync();
        }

        using (var file = new FileReader(_folder.File()))
        {
            Assert.Equal(500, file.Count("event"));
        }

        sink.OnBatch = static (_, _) => Task.CompletedTask;
        await DrainAsync(sink, accepted);
        Assert.Equal(500, sink.Distinct.Length);
    }

    [Fact]
    public async Task F61_Two_processes_write_one_file_and_one_of_them_sends_each_event_once()
    {
        const int Each = 2_000;
        await using var sink = await Sink.StartAsync();
        await using var one = ChildProcess.Launch(_folder.File(), sink.Address, Each);
        await using var other = ChildProcess.Launch(_folder.File(), sink.Address, Each, first: Each);
        await one.CapturedAsync();
        await other.CapturedAsync();

        // Whoever sends, the other one takes over and sends the rest.
        await one.StopAsync();
        await Eventually.TrueAsync(() => sink.Distinct.Length == 2 * Each);
        await other.StopAsync();

        Assert.Equal(2 * Each, sink.Distinct.Length);
        Assert.Equal(0, sink.Duplicates);
        AssertWhole();
    }

    private async Task DrainAsync(Sink sink, IReadOnlyCollection<int> accepted)
    {
        await using var last = await ChildProcess.StartAsync(_folder.File(), sink.Address, count: 0);
        await Eventually.TrueAsync(() => !accepted.Except(sink.Numbers).Any(), "Some events did not arrive.");
        await last.StopAsync();
        AssertWhole();
        using var file = new FileReader(_folder.File());
        Assert.Equal(0, file.Count("event"));
    }

    private void AssertWhole()
    {
        using var file = new FileReader(_folder.File());
        Assert.Equal("ok", file.Integrity());
        Assert.True(file.BooksMatchRows());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.corrupt-*"));
    }
}
