using Analyse.Configuration;
using Analyse.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analyse.Delivery;

/// <summary>The loops of one client, one for each source, and what they share: the gate of their common destination.</summary>
internal sealed class DeliveryLoops : IDisposable
{
    private static readonly TimeSpan _firstWaitBetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly DeliveryLoop[] _loops;
    private readonly DestinationGate _gate;
    private readonly AnalyseMetrics _metrics;
    private readonly IAnalyseSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _started;

    public DeliveryLoops(
        ClientParts parts, Attempt attempt, DestinationGate gate, AnalyseMetrics metrics)
    {
        _gate = gate;
        _settings = parts.Settings;
        _time = parts.Time;
        _logger = parts.Logger;
        _metrics = metrics;
        _loops = new DeliveryLoop[parts.Sources.Length];
        for (var i = 0; i < _loops.Length; i++)
        {
            var source = parts.Sources[i];
            _loops[i] = new DeliveryLoop(
                source,
                new BatchPlan(source, gate, _time),
                new BatchSender(attempt, gate, _time, metrics, _logger),
                gate,
                _settings,
                _time,
                _logger);
        }

        _settings.Changed += OnSettingsChanged;
    }

    public void EnsureStarted()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        foreach (var loop in _loops)
        {
            loop.EnsureStarted();
        }

        ThreadPool.UnsafeQueueUserWorkItem(static metrics => metrics.Publish(), _metrics, preferLocal: false);
    }

    public Task FlushAsync() => _loops.Length == 1
        ? _loops[0].FlushAsync()
        : Task.WhenAll(_loops.Select(static loop => loop.FlushAsync()));

    /// <summary>
    /// Flushes until everything is delivered or the token is cancelled; a service that is away for a moment is tried again,
    /// a refused key or a wrong host is not.
    /// </summary>
    /// <returns>Why not everything was delivered, or <see langword="null"/>.</returns>
    public async Task<AnalyseDeliveryException?> DrainAsync(CancellationToken cancellationToken)
    {
        AnalyseDeliveryException? failure = null;
        try
        {
            for (var wait = _firstWaitBetweenTries; ; wait *= 2)
            {
                failure = await TryFlushAsync(cancellationToken).ConfigureAwait(false);
                if (failure is null || _gate.State is GateState.KeyRefused or GateState.Misrouted)
                {
                    return failure;
                }

                var asked = _gate.State is GateState.AskedToWait ? _gate.TimeUntilOpen : TimeSpan.Zero;
                await Task.Delay(asked > wait ? asked : wait, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return failure ?? DeliveryFailure.TimeIsOver();
        }
    }

    public Task StopAsync() => Task.WhenAll(_loops.Select(static loop => loop.StopAsync()));

    public void Dispose()
    {
        _settings.Changed -= OnSettingsChanged;
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }
    }

    private async Task<AnalyseDeliveryException?> TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AnalyseDeliveryException failure)
        {
            return failure;
        }
    }

    private void OnSettingsChanged(AnalyseSettings before)
    {
        if (!before.HasSameDestination(_settings.Current))
        {
            _gate.Reset();
            DestinationLog.Changed(_logger, _settings.Current);
        }

        foreach (var loop in _loops)
        {
            loop.Nudge();
        }
    }
}
