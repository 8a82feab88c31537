using Analyse.Delivery;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class InterruptibleWaitTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly InterruptibleWait _wait;

    public InterruptibleWaitTests() => _wait = new InterruptibleWait(_time);

    [Fact]
    public async Task A_wait_lasts_as_long_as_it_was_asked_to()
    {
        var waiting = _wait.ForAsync(_minute);
        _time.Advance(_minute - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));

        await waiting;
    }

    [Fact]
    public async Task A_nudge_cuts_a_wait_short()
    {
        var waiting = _wait.ForAsync(_minute);

        _wait.Nudge();

        await waiting;
    }

    [Fact]
    public async Task A_nudge_between_two_waits_cuts_the_next_one_short_and_only_that()
    {
        _wait.Nudge();
        _wait.Nudge();

        await _wait.ForAsync(_minute);
        var second = _wait.ForAsync(_minute);

        Assert.False(second.IsCompleted);
        _time.Advance(_minute);
        await second;
    }

    [Fact]
    public async Task A_wait_ends_with_what_it_waits_for()
    {
        var ready = new TaskCompletionSource();
        var waiting = _wait.ForAsync((task, _) => task, ready.Task, Timeout.InfiniteTimeSpan);
        Assert.False(waiting.IsCompleted);

        ready.SetResult();

        await waiting;
    }

    [Fact]
    public async Task What_it_waits_for_may_throw_and_the_next_wait_is_whole()
    {
        await Assert.ThrowsAsync<IOException>(() => _wait.ForAsync((_, _) => Task.FromException(new IOException()), 0, _minute));

        Assert.False(_wait.ForAsync(_minute).IsCompleted);
    }
}
