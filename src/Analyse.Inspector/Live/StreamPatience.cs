namespace Analyse.Inspector.Live;

/// <summary>
/// How long a live stream waits for the next change. While the application runs: for ever, with a sign of life now and
/// then. Once it is asked to stop: as long as events keep coming (what it still holds is flushed at that moment and
/// should be seen), but never so long that an open page would hold the application up.
/// </summary>
internal sealed class StreamPatience(TimeProvider clock, CancellationToken stopping)
{
    private static readonly TimeSpan _betweenSignsOfLife = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _quietBeforeTheEnd = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _mostAfterStopping = TimeSpan.FromMilliseconds(1500);

    private long? _stoppingSince;

    /// <summary>Waits for a change.</summary>
    /// <returns>Whether the stream should go on.</returns>
    public async Task<bool> WaitAsync(Task changed, CancellationToken aborted)
    {
        if (!stopping.IsCancellationRequested)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
            await WaitAsync(changed, _betweenSignsOfLife, either.Token).ConfigureAwait(false);
            return !aborted.IsCancellationRequested;
        }

        _stoppingSince ??= clock.GetTimestamp();
        var left = _mostAfterStopping - clock.GetElapsedTime(_stoppingSince.Value);

        if (left > TimeSpan.Zero)
        {
            await WaitAsync(changed, left < _quietBeforeTheEnd ? left : _quietBeforeTheEnd, aborted).ConfigureAwait(false);
            return changed.IsCompleted && !aborted.IsCancellationRequested;
        }

        return false;
    }

    private async Task WaitAsync(Task changed, TimeSpan most, CancellationToken cancellationToken) =>
        await changed.WaitAsync(most, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
