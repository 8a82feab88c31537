using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Storage;
using Microsoft.Extensions.Logging;

namespace Analyse.Delivery;

/// <summary>
/// Empties one source, batch by batch: waits until a batch is due and the gate is open, sends it, and tells the source what
/// became of it. Nothing that goes wrong in it ends it.
/// </summary>
internal sealed class DeliveryLoop(
    IEventSource source, BatchSender sender, DestinationGate gate, IAnalyseSettings settings, TimeProvider time, ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan FirstPauseAfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPauseAfterFault = TimeSpan.FromMinutes(1);

    private readonly InterruptibleWait _wait = new(time);
    private readonly FlushQueue _flushes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task? _running;

    public IEventSource Source => source;

    /// <summary>Starts the loop, once, outside the caller's execution context: a request's trace and user must not live on in it.</summary>
    public void EnsureStarted()
    {
        if (_running is not null)
        {
            return;
        }

        lock (_lock)
        {
            if (_running is null && !_stop.IsCancellationRequested)
            {
                using var noFlow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
                _running = Task.Run(RunAsync);
            }
        }
    }

    /// <summary>Looks again at what the loop waits for: the settings or the gate have changed.</summary>
    public void Nudge() => _wait.Nudge();

    /// <summary>One attempt for every batch that waits now; see <see cref="IAnalyseClient.FlushAsync"/>.</summary>
    public Task FlushAsync()
    {
        if (source.Counts.Waiting == 0)
        {
            return Task.CompletedTask;
        }

        EnsureStarted();
        var run = _flushes.Join(source.Counts.Accepted);
        _wait.Nudge();
        return run;
    }

    /// <summary>Ends the loop. A request under way is given up and its events are back in the store, which then counts what it loses.</summary>
    public async Task StopAsync()
    {
        Task? running;
        lock (_lock)
        {
            _stop.Cancel();
            running = _running;
        }

        _wait.Nudge();
        if (running is not null)
        {
            await running.ConfigureAwait(false);
        }

        source.Abandon();
        _flushes.Close(DeliveryFailure.Stopped(source.Counts.Lost));
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        var pause = FirstPauseAfterFault;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync().ConfigureAwait(false);
                pause = FirstPauseAfterFault;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.LoopFaulted(fault, pause.TotalSeconds);
                await _wait.ForAsync(pause).ConfigureAwait(false);
                pause = pause * 2 < LongestPauseAfterFault ? pause * 2 : LongestPauseAfterFault;
            }
        }
    }

    private async Task RunOnceAsync()
    {
        if (_flushes.Begin(source.Counts.Accepted) is { } flush)
        {
            await RunFlushAsync(flush).ConfigureAwait(false);
        }
        else if (gate.TimeUntilOpen is var closed && closed > TimeSpan.Zero)
        {
            await _wait.ForAsync(closed).ConfigureAwait(false);
        }
        else
        {
            await RunNextBatchAsync(settings.Current).ConfigureAwait(false);
        }
    }

    private async Task RunNextBatchAsync(AnalyseSettings now)
    {
        var counts = source.Counts;
        if (counts.OldestWaiting is not { } oldest)
        {
            await _wait.ForAsync(static (source, token) => source.WaitAsync(1, 0, token), source, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            return;
        }

        var age = time.GetUtcNow() - oldest;
        var isFull = counts.Waiting >= now.MaxBatchSize || counts.WaitingBytes >= now.MaxBatchBytes;
        if (!isFull && age < now.FlushInterval)
        {
            // A clock that was set back must not make an event wait longer than the interval.
            var due = age < TimeSpan.Zero ? now.FlushInterval : now.FlushInterval - age;
            await _wait.ForAsync((source, token) => source.WaitAsync(now.MaxBatchSize, now.MaxBatchBytes, token), source, due).ConfigureAwait(false);
            return;
        }

        if (await ClaimAsync(now).ConfigureAwait(false) is { } batch)
        {
            try
            {
                await sender.SendAsync(batch, now, _stop.Token).ConfigureAwait(false);
            }
            finally
            {
                await source.CompleteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task RunFlushAsync(FlushRun run)
    {
        var failed = new Stack<EventBatch>();
        Exception? failure = null;
        try
        {
            failure = await TryEveryBatchAsync(failed).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            failure = fault;
            throw;
        }
        finally
        {
            // The last claim returns first, so that the front of the store is in order again.
            while (failed.TryPop(out var batch))
            {
                await source.CompleteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }

            _flushes.End(run, failure);
        }
    }

    /// <summary>Batches that fail stay claimed until the end of the run, so that each is tried once.</summary>
    private async Task<Exception?> TryEveryBatchAsync(Stack<EventBatch> failed)
    {
        SendReport? firstFailure = null;
        var dead = 0;
        var left = source.Counts.Waiting;
        while (left > 0)
        {
            if (gate.State is not (GateState.Open or GateState.BackingOff) and var blockedBy)
            {
                return firstFailure is { } earlier
                    ? DeliveryFailure.Of(earlier, source.Counts.Waiting, dead)
                    : DeliveryFailure.Of(blockedBy, gate.TimeUntilOpen, source.Counts.Waiting);
            }

            var now = settings.Current;
            if (await ClaimAsync(now).ConfigureAwait(false) is not { } batch)
            {
                break;
            }

            left -= batch.Count;
            failed.Push(batch);
            var report = await sender.SendAsync(batch, now, _stop.Token).ConfigureAwait(false);
            dead += report.Dead;
            firstFailure ??= report.IsComplete ? null : report;
            if (report.Verdict is Verdict.Delivered)
            {
                failed.Pop();
                await source.CompleteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }
            else if (report.NobodyAnswered)
            {
                break;
            }
        }

        return firstFailure is { } first ? DeliveryFailure.Of(first, source.Counts.Waiting, dead) : null;
    }

    private ValueTask<EventBatch?> ClaimAsync(AnalyseSettings now) =>
        source.ClaimAsync(now.MaxBatchSize, now.MaxBatchBytes - now.BatchPrefix.Length, _stop.Token);
}
