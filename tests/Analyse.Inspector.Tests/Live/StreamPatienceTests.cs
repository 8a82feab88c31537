using Analyse.Inspector.Live;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Inspector.Tests.Live;

public sealed class StreamPatienceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ChangeSignal _changes = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly StreamPatience _patience;

    public StreamPatienceTests() => _patience = new StreamPatience(_clock, _stopping.Token);

    [Fact]
    public async Task While_the_application_runs_a_quiet_stream_gives_a_sign_of_life_and_goes_on()
    {
        var waiting = _patience.WaitAsync(_changes.Next, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(14));
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_change_ends_the_waiting_at_once()
    {
        var waiting = _patience.WaitAsync(_changes.Next, CancellationToken.None);
        _changes.Raise();

        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_page_that_went_away_ends_the_stream()
    {
        using var aborted = new CancellationTokenSource();
        var waiting = _patience.WaitAsync(_changes.Next, aborted.Token);
        await aborted.CancelAsync();

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Stopping_wakes_the_stream_which_ends_when_nothing_comes_for_half_a_second()
    {
        var waiting = _patience.WaitAsync(_changes.Next, CancellationToken.None);
        await _stopping.CancelAsync();
        Assert.True(await waiting);

        var last = _patience.WaitAsync(_changes.Next, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(last.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await last);
    }

    [Fact]
    public async Task Events_that_keep_coming_hold_a_stopping_application_for_no_longer_than_one_and_a_half_seconds()
    {
        await _stopping.CancelAsync();

        for (var i = 0; i < 5; i++)
        {
            var waiting = _patience.WaitAsync(_changes.Next, CancellationToken.None);
            _clock.Advance(TimeSpan.FromMilliseconds(290));
            _changes.Raise();
            Assert.True(await waiting);
        }

        var last = _patience.WaitAsync(_changes.Next, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.False(await last);
        Assert.False(await _patience.WaitAsync(_changes.Next, CancellationToken.None));
    }

    public void Dispose() => _stopping.Dispose();
}
