using System.Threading.Channels;
using Analyse.Configuration;
using Analyse.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace Analyse.Tests.Support;

/// <summary>
/// A fake clock that tells which timers are set. Who waits for one knows that the code under test has come to rest, and
/// may move the clock without a race.
/// </summary>
internal sealed class ObservedClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero))
{
    /// <summary>The wait after the very first failure, when waits are at their longest.</summary>
    public static readonly TimeSpan FirstRetry = RetrySchedule.BackOff(TimeSpan.FromSeconds(3), chance: 1);

    /// <summary>The same for a client with less to send than a batch per flush interval, whose pace asks for more.</summary>
    public static readonly TimeSpan FirstRetryWhenIdle =
        RetrySchedule.Paced(AnalyseDefaults.FlushInterval / DeliveryPace.Floor, chance: 1);

    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();
    private readonly List<ObservedTimer> _live = [];
    private long _steps;

    /// <summary>Sets the wall clock by so much; timers and timestamps do not notice.</summary>
    public void Step(TimeSpan change) => Interlocked.Add(ref _steps, change.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _steps));

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(base.CreateTimer(callback, state, dueTime, period), dueTime, Remove);
        lock (_live)
        {
            _live.Add(timer);
        }

        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes when a timer of exactly this length is set; earlier ones of another length are passed over.</summary>
    public async Task TimerAsync(TimeSpan length)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var seen = new List<TimeSpan>();
        try
        {
            do
            {
                seen.Add(await _timers.Reader.ReadAsync(limit.Token));
            }
            while (seen[^1] != length);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No timer of {length} was set, only: {string.Join(", ", seen)}.");
        }
    }

    /// <summary>Waits for a timer of exactly this length and lets it run out.</summary>
    public async Task RunOutAsync(TimeSpan length)
    {
        await TimerAsync(length);
        Advance(length);
    }

    /// <summary>
    /// Moves on, a few seconds at a time, until something is so. It stands still while a timer of the given length runs: a
    /// request is under way.
    /// </summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="requestTimeout">The length of the timer of a request.</param>
    /// <param name="step">How far to move at a time; four seconds unless told otherwise.</param>
    public async Task RunUntilAsync(Func<bool> isSo, TimeSpan requestTimeout, TimeSpan? step = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            if (!IsSet(requestTimeout))
            {
                Advance(step ?? TimeSpan.FromSeconds(4));
            }

            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"It is still not so at {GetUtcNow():O}.");
            }

            await Task.Delay(1);
        }
    }

    private bool IsSet(TimeSpan length)
    {
        lock (_live)
        {
            return _live.Exists(timer => timer.Length == length);
        }
    }

    private void Remove(ObservedTimer timer)
    {
        lock (_live)
        {
            _live.Remove(timer);
        }
    }

    private sealed class ObservedTimer(ITimer inner, TimeSpan length, Action<ObservedTimer> disposed) : ITimer
    {
        public TimeSpan Length => length;

        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            disposed(this);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            disposed(this);
            return inner.DisposeAsync();
        }
    }
}
