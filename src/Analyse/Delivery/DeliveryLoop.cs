using System.Runtime.CompilerServices;
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
    IEventSource source, BatchPlan plan, BatchSender sender, DestinationGate gate, IAnalyseSettings settings, TimeProvider time, ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan _firstPauseAfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPauseAfterFault = TimeSpan.FromMinutes(1);

    private readonly InterruptibleWait _wait = new(time);
    private readonly FlushQueue _flushes = new();
    private readonly FlushRunner _flusher = new(source, plan, sender, gate, settings);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task? _running;

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
        if (source.Counts.Waiting == 0 || !settings.Current.IsOn)
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
        _flushes.Close(DeliveryFailure.Stopped());
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        var pause = _firstPauseAfterFault;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync().ConfigureAwait(false);
                pause = _firstPauseAfterFault;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                await PauseAsync(fault, pause).ConfigureAwait(false);
                pause = pause * 2 < _longestPauseAfterFault ? pause * 2 : _longestPauseAfterFault;
            }
        }
    }

    private async Task PauseAsync(Exception fault, TimeSpan pause)
    {
        try
        {
            logger.LoopFaulted(fault, pause.TotalSeconds);
        }
        catch (Exception)
        {
            // There is no memory for the message, or a logging provider failed. That must not end the loop.
        }

        try
        {
            await _wait.ForAsync(pause).ConfigureAwait(false);
        }
        catch (OutOfMemoryException)
        {
            await Task.Yield();
        }
    }

    // This and what it calls for each batch borrow their state, so that sending allocates next to nothing of its own.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RunOnceAsync()
    {
        if (_flushes.Begin(source.Counts.Accepted) is { } flush)
        {
            await RunFlushAsync(flush).ConfigureAwait(false);
        }
        else if (!settings.Current.IsOn)
        {
            // What a durable source holds is kept until the client is switched on again; there may be no key to send it with.
            await _wait.ForAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RunNextBatchAsync(AnalyseSettings now)
    {
        if (plan.UntilDue(now) is not { } due)
        {
            await _wait.ForAsync(static (source, token) => source.WaitAsync(1, 1, token), source, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }
        else if (due > TimeSpan.Zero)
        {
            await _wait.ForAsync(
                static (full, token) => full.Plan.UntilFullAsync(full.Now, token), (Plan: plan, Now: now), due).ConfigureAwait(false);
        }
        else if (gate.TryTakeTurn(now.RequestTimeout))
        {
            if (await plan.ClaimAsync(now, _stop.Token).ConfigureAwait(false) is { } batch)
            {
                await SendAsync(batch, now).ConfigureAwait(false);
            }
            else
            {
                gate.ReturnTurn();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(EventBatch batch, AnalyseSettings now)
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

    private async Task RunFlushAsync(FlushRun run)
    {
        Exception? failure = null;
        try
        {
            failure = await _flusher.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            failure = DeliveryFailure.Stopped();
            throw;
        }
        catch (Exception fault)
        {
            failure = DeliveryFailure.Faulted(fault);
            throw;
        }
        finally
        {
            _flushes.End(run, failure);
        }
    }
}
