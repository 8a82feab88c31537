using Analyse.Configuration;
using Analyse.Diagnostics;
using Analyse.Storage;
using Microsoft.Extensions.Logging;

namespace Analyse.Delivery;

/// <summary>The loops of one client, one for each source, and what they share: the gate of their common destination.</summary>
internal sealed class DeliveryLoops : IDisposable
{
    private static readonly TimeSpan _firstWaitBetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly DeliveryLoop[] _loops;
    private readonly IReadOnlyList<IEventSource> _sources;
    private readonly DestinationGate _gate;
    private readonly AnalyseMetrics _metrics;
    private readonly IAnalyseSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _started;

    public DeliveryLoops(
        ClientParts parts, Attempt attempt, DestinationGate gate, SteadyLoad load, AnalyseMetrics metrics)
    {
        _sources = parts.Sources;
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
                new BatchPlan(source, gate, load.AddSource(), _time),
                new BatchSender(attempt, gate, _time, metrics, _logger),
                gate,
                _settings,
                _time,
                _logger);
        }

        _settings.Changed += OnSettingsChanged;
    }

    /// <summary>Whether an event of any source has been queued for more than a minute.</summary>
    public bool IsLate => Array.Exists(_loops, static loop => loop.IsLate);

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
    /// a rejected key, a wrong host and rejected events are not.
    /// </summary>
    /// <returns>Why not everything was delivered, or <see langword="null"/>.</returns>
    public async Task<AnalyseDeliveryException?> DrainAsync(CancellationToken cancellationToken)
    {
        AnalyseDeliveryException? failure = null;
        try
        {
            for (var wait = _firstWaitBetweenTries; ; wait *= 2)
            {
                var delivered = Delivered;
                failure = await TryFlushAsync(cancellationToken).ConfigureAwait(false);
                if (failure is null || _gate.State is GateState.KeyRefused or GateState.Misrouted or GateState.Rejecting || OnlyHoldsBack(delivered))
                {
                    return failure;
                }

                // What gets through now and then is worth trying more often than what does not get through at all.
                wait = Delivered > delivered ? _firstWaitBetweenTries : wait;
                var asked = _gate.State is GateState.AskedToWait ? _gate.TimeUntilRetry : TimeSpan.Zero;
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

    /// <summary>Whether nothing got through any more, and nothing is left but events that the service rejects.</summary>
    private bool OnlyHoldsBack(long deliveredBefore) =>
        Delivered == deliveredBefore && _sources.All(static source => source.Counts is var counts && counts.Waiting == counts.Held);

    private long Delivered => _sources.Sum(static source => source.Counts.Delivered);

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
