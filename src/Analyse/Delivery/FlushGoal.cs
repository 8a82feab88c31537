using Analyse.Storage;

namespace Analyse.Delivery;

/// <summary>What a flush has to see gone from a store, and how long it waits for what others have claimed of it.</summary>
internal sealed class FlushGoal(IEventSource source, bool isThorough, TimeProvider time)
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(50);

    // Longer than another process may keep a claim without a sign of life, as a rule.
    private static readonly TimeSpan _longestStandstill = TimeSpan.FromSeconds(90);

    private IStoreMark? _mark;
    private long _progressAt = time.GetTimestamp();

    /// <summary>At most so many events are left.</summary>
    public long Left { get; private set; }

    /// <summary>Why the goal cannot be reached.</summary>
    /// <value><see langword="null"/>: it can, as far as is known.</value>
    public AnalyseDeliveryException? Failure { get; private set; }

    /// <summary>Whether there is more to do.</summary>
    public bool IsOpen => Left > 0 && Failure is null;

    public Task SetAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            _mark = isThorough ? await source.MarkAsync(cancellationToken).ConfigureAwait(false) : new CountedMark(source);
            Left = await _mark.CountLeftAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>A batch was sent.</summary>
    /// <param name="count">Its events.</param>
    /// <param name="isCounted">Whether to count again when that was the last one as far as was known.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    public async ValueTask SentAsync(int count, bool isCounted, CancellationToken cancellationToken)
    {
        _progressAt = time.GetTimestamp();
        Left -= count;
        if (Left <= 0 && isThorough && isCounted)
        {
            await CountAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing can be claimed. What others have claimed is gone soon, or can be claimed again.</summary>
    public async Task WaitForOthersAsync(CancellationToken cancellationToken)
    {
        if (!isThorough)
        {
            Left = 0;
            return;
        }

        await CountAsync(cancellationToken).ConfigureAwait(false);
        if (!IsOpen)
        {
            return;
        }

        if (_mark!.Obstacle is { } obstacle)
        {
            Failure = DeliveryFailure.OfStore(obstacle, Left);
        }
        else if (time.GetElapsedTime(_progressAt) >= _longestStandstill)
        {
            Failure = DeliveryFailure.HeldElsewhere(Left);
        }
        else
        {
            await Task.Delay(_pollInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task CountAsync(CancellationToken cancellationToken) => TryAsync(
        async () => Left = await _mark!.CountLeftAsync(cancellationToken).ConfigureAwait(false), cancellationToken);

    private async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Failure = DeliveryFailure.OfStore(failure);
        }
    }
}
