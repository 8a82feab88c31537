using Analyse.Delivery;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class FlushQueueTests
{
    private readonly FlushQueue _queue = new();

    [Fact]
    public void Nobody_asked_so_no_run_begins() => Assert.Null(_queue.Begin(5));

    [Fact]
    public void All_who_come_before_a_run_begins_share_it()
    {
        var first = _queue.Join(5, isThorough: false);
        var second = _queue.Join(6, isThorough: false);

        var run = _queue.Begin(6);

        Assert.Same(first, second);
        Assert.Same(first, run!.Task);
        Assert.Null(_queue.Begin(6));
    }

    [Fact]
    public void Who_comes_during_a_run_shares_it_when_it_covers_the_same_events()
    {
        var first = _queue.Join(5, isThorough: false);
        var run = _queue.Begin(5)!;

        Assert.Same(first, _queue.Join(5, isThorough: false));
        Assert.NotSame(first, _queue.Join(6, isThorough: false));
        _queue.End(run, null);
        Assert.True(first.IsCompletedSuccessfully);
    }

    [Fact]
    public void Who_comes_after_a_run_gets_the_next_one()
    {
        var first = _queue.Join(5, isThorough: false);
        _queue.End(_queue.Begin(5)!, null);

        Assert.NotSame(first, _queue.Join(5, isThorough: false));
    }

    [Fact]
    public async Task A_failure_reaches_everybody_who_shared_the_run()
    {
        var callers = Enumerable.Range(0, 3).Select(_ => _queue.Join(5, isThorough: false)).ToArray();

        _queue.End(_queue.Begin(5)!, new AnalyseDeliveryException("no"));

        foreach (var caller in callers)
        {
            Assert.Equal("no", (await Assert.ThrowsAsync<AnalyseDeliveryException>(() => caller)).Message);
        }
    }

    [Fact]
    public async Task A_closed_queue_answers_those_who_wait_and_those_who_come_later()
    {
        var waiting = _queue.Join(5, isThorough: false);

        _queue.Close(new AnalyseDeliveryException("closed"));

        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => waiting);
        await Assert.ThrowsAsync<AnalyseDeliveryException>(() => _queue.Join(5, isThorough: false));
    }
}
