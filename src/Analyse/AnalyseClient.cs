using Analyse.Configuration;
using Analyse.Delivery;
using Analyse.Diagnostics;
using Analyse.Events;
using Analyse.Extensibility;
using Analyse.Storage;
using Analyse.Storage.Memory;
using Analyse.Tracking;
using Analyse.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyse;

/// <summary>
/// The client. In an application with dependency injection, <c>AddAnalyse</c> or <c>AddAnalyseClient</c> makes it; elsewhere
/// make one yourself, keep it for the life of the process, and dispose of it at the end.
/// </summary>
public sealed class AnalyseClient : IAnalyseClient, IEventIntake, IScopeFlush, IAsyncDisposable, IDisposable
{
    private readonly ClientParts _parts;
    private readonly Refusals _refusals;
    private readonly EventIntake _intake;
    private readonly DeliveryWatch _watch = new();
    private readonly DeliveryLoops _loops;
    private readonly ScopeFlush _scopeFlush;
    private readonly SingleSender _single;
    private readonly ClientReport _report;
    private readonly AnalyseMetrics _metrics;
    private readonly ShutdownBudget _budget;
    private volatile AnalyseDeliveryException? _drainFailure;
    private readonly LossNotice? _lossNotice;
    private readonly Lock _lock = new();
    private Task<AnalyseDeliveryException?>? _shutdown;

    /// <summary>Makes a client that needs no host and no dependency injection. It starts working with its first event.</summary>
    /// <param name="options">The settings; without a transport, <see cref="AnalyseOptions.PublicKey"/> is required.</param>
    /// <param name="loggerFactory">
    /// Where the client logs. <see langword="null"/>: nowhere, and only when events are lost at the end, that is written to
    /// stderr; with <see cref="NullLoggerFactory"/> not even that.
    /// </param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="transport">What takes the requests instead of the service; <see langword="null"/>: they go to the configured host.</param>
    /// <param name="observer">Sees every capture, for tests and tools.</param>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it, its value (never the key) and the mend.</exception>
    public AnalyseClient(
        AnalyseOptions options,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        IEventTransport? transport = null,
        ICaptureObserver? observer = null)
        : this(PartsOf(options, loggerFactory, timeProvider, transport, observer)) => Announce(_parts.Settings.Current);

    internal AnalyseClient(ClientParts parts)
    {
        _parts = parts;
        _metrics = new AnalyseMetrics(parts.MeterFactory);
        var attempt = new Attempt(parts.Http, parts.Time, _metrics);
        var load = new SteadyLoad(parts.Time);
        var gate = new DestinationGate(parts.Time, parts.Chance, load);
        _refusals = new Refusals(parts.Time, parts.Logger);
        _intake = new EventIntake(
            parts.Settings,
            new Enrichment(parts.Enrichers, isObserved: parts.Observers.Length > 0, parts.Logger),
            parts.Observers,
            _refusals,
            parts.Time,
            parts.Logger);
        _loops = new DeliveryLoops(parts, attempt, gate, load, _watch, _metrics);
        _scopeFlush = new ScopeFlush(_loops, _watch, parts.Sources, parts.Time);
        _single = new SingleSender(attempt, gate);
        _report = new ClientReport(parts, _refusals, _single, gate, _loops);
        _metrics.Observe(_report, _refusals);
        _budget = new ShutdownBudget(parts.Time);
        _lossNotice = parts.IsLogged ? null : new LossNotice(parts.Sources);
    }

    /// <inheritdoc/>
    public AnalyseCounts Counts => _report.Counts;

    /// <inheritdoc/>
    public AnalyseStatus Status => _report.StatusOf(isClosed: _shutdown is not null);

    /// <inheritdoc/>
    public CaptureResult Capture(AnalyseEvent analyseEvent) => Capture(analyseEvent, context: null);

    /// <inheritdoc/>
    public ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default) =>
        CaptureAsync(analyseEvent, context: null, cancellationToken);

    /// <inheritdoc/>
    public async Task<CaptureResult> SendAsync(AnalyseEvent analyseEvent, CancellationToken cancellationToken = default)
    {
        if (_shutdown is not null)
        {
            return _intake.Refuse(analyseEvent, CaptureResult.Closed);
        }

        var result = _intake.Detach(ref analyseEvent, context: null, out var detached);
        if (detached is null)
        {
            return result;
        }

        await _single.SendAsync(detached.Json, _parts.Settings.Current, cancellationToken).ConfigureAwait(false);
        return _intake.Record(analyseEvent, detached.Encoded, CaptureResult.Accepted);
    }

    /// <inheritdoc/>
    public CaptureResult Identify(string personId, EventProperties? traits = null, string? anonymousId = null) =>
        Identify(traits, new PersonContext(personId, anonymousId));

    /// <inheritdoc/>
    public IAnalyseTracker For(string? personId, string? anonymousId = null) =>
        new AnalyseTracker(this, new PersonContext(personId, anonymousId));

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellationToken = default) =>
        _loops.FlushAsync(isThorough: true).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShutdownAsync(CancellationToken cancellationToken = default)
    {
        if (await ShutdownOnceAsync(cancellationToken).ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Shuts the client down within <see cref="AnalyseOptions.ShutdownTimeout"/>. What could not be delivered is logged, not thrown.</summary>
    /// <returns>A task that completes when the client has stopped.</returns>
    public async ValueTask DisposeAsync() => await ShutdownOnceAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Does what <see cref="DisposeAsync"/> does, and waits for it.</summary>
    // On the thread pool: the caller's synchronization context may be the very thread that waits here.
    public void Dispose() => Task.Run(() => ShutdownOnceAsync(CancellationToken.None)).GetAwaiter().GetResult();

    CaptureResult IEventIntake.Capture(AnalyseEvent analyseEvent, IAnalyseContext? context, IEventWriter writer) =>
        Capture(analyseEvent, context, writer);

    Task IScopeFlush.FlushAsync(CapturedEvents captured, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(captured);
        return _scopeFlush.RunAsync(captured, cancellationToken);
    }

    internal CaptureResult Capture(AnalyseEvent analyseEvent, IAnalyseContext? context) => Capture(analyseEvent, context, _parts.Writer);

    internal ValueTask<CaptureResult> CaptureAsync(AnalyseEvent analyseEvent, IAnalyseContext? context, CancellationToken cancellationToken)
    {
        var result = _intake.CaptureAsync(analyseEvent, context, Noting(_parts.Writer, context), cancellationToken);
        _loops.EnsureStarted();
        return result;
    }

    internal CaptureResult Identify(EventProperties? traits, IAnalyseContext context)
    {
        AnalyseEvent identify;
        try
        {
            identify = new AnalyseEvent(EventNames.Identify, traits) { PersonId = context.PersonId };
        }
        catch (OutOfMemoryException)
        {
            return RejectUnmade();
        }

        return Identifier.NullIfBlank(identify.PersonId) is null
            ? _intake.Refuse(identify, CaptureResult.NoIdentity)
            : Capture(identify, context);
    }

    /// <summary>Counts an event that there was not even the memory to make.</summary>
    internal CaptureResult RejectUnmade() => _refusals.AddUnmade();

    /// <summary>Starts the delivery and says, once, where events go.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is not valid.</exception>
    internal void Start()
    {
        var settings = _parts.Settings.Current;
        Announce(settings);
        if (settings.IsOn)
        {
            _loops.EnsureStarted();
        }
    }

    /// <summary>Starts the first flush of a stopping application; <see cref="ShutdownAsync"/> makes the last one.</summary>
    internal void BeginShutdown() => _budget.Spend(_loops.FlushAsync(isThorough: false));

    /// <summary>
    /// Delivers what is queued, within the time of the shutdown, while events are still accepted: so that the shutdown itself,
    /// which may block, is left with the few that come later.
    /// </summary>
    internal async Task DrainAsync()
    {
        using var budget = new CancellationTokenSource(_budget.Remaining(_parts.Settings.Current.ShutdownTimeout), _parts.Time);
        var drain = _loops.DrainAsync(budget.Token);
        _budget.Spend(drain);
        _drainFailure = await drain.ConfigureAwait(false);
    }

    private void Announce(AnalyseSettings settings)
    {
        var stores = _parts.Sources is [var only]
            ? only.Description
            : string.Join(" and ", _parts.Sources.Select(static source => source.Description));
        DestinationLog.Started(_parts.Logger, settings, _parts.EnvironmentName, stores);
    }

    private static ClientParts PartsOf(
        AnalyseOptions options,
        ILoggerFactory? loggerFactory,
        TimeProvider? timeProvider,
        IEventTransport? transport,
        ICaptureObserver? observer)
    {
        ArgumentNullException.ThrowIfNull(options);
        WarmUp.RunBeside();
        var check = new AnalyseOptionsValidator().Validate(null, options);
        if (check.Failed)
        {
            throw new ArgumentException(check.FailureMessage, nameof(options));
        }

        var isKeyMissing = string.IsNullOrWhiteSpace(options.PublicKey);
        if (isKeyMissing && transport is null && options.Enabled)
        {
            throw new ArgumentException("PublicKey is not set: give the site's public key, pk_….", nameof(options));
        }

        var key = isKeyMissing ? KeyAndOrigin.Local : new KeyAndOrigin(options.PublicKey!, "code");
        var time = timeProvider ?? TimeProvider.System;
        var store = new MemoryStore(options.MaxBufferedEvents, options.MaxBufferedBytes, time);
        return new ClientParts(
            new FixedSettings(new AnalyseSettings(options, key, options.Enabled, transport)),
            store,
            [store],
            new HttpEventTransport(options.ConfigureHttpHandler))
        {
            Observers = observer is null ? [] : [observer],
            Time = time,
            Logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger(LogCategory.Name),
            IsLogged = loggerFactory is not null,
        };
    }

    private CaptureResult Capture(AnalyseEvent analyseEvent, IAnalyseContext? context, IEventWriter writer)
    {
        var result = _intake.Capture(analyseEvent, context, Noting(writer, context));
        _loops.EnsureStarted();
        return result;
    }

    private IEventWriter Noting(IEventWriter writer, IAnalyseContext? context) =>
        context is IScopedCaptures { Captured: { } captured }
            ? new NotingWriter(writer, captured, ReferenceEquals(writer, _parts.Writer) ? _watch : null)
            : writer;

    private Task<AnalyseDeliveryException?> ShutdownOnceAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _shutdown ??= ShutdownCoreAsync(cancellationToken);
        }
    }

    private async Task<AnalyseDeliveryException?> ShutdownCoreAsync(CancellationToken cancellationToken)
    {
        _parts.Writer.Close();
        var failure = await DrainTheRestAsync(cancellationToken).ConfigureAwait(false);
        // When the time is over already, what went wrong while there was some says more.
        failure = failure is null ? null : _drainFailure ?? failure;
        await _loops.StopAsync().ConfigureAwait(false);

        var end = Counts;
        _refusals.LogLeftOut();
        if (failure is null)
        {
            _parts.Logger.Stopped(end.Delivered, end.Waiting, end.Lost);
            _lossNotice?.Dispose();
        }
        else
        {
            failure = DeliveryFailure.AtShutdown(failure, end.Waiting, end.Lost);
            _parts.Logger.StoppedWithLoss(end.Delivered, end.Waiting, end.Lost, failure.Reason);
            _lossNotice?.AtStop(end, failure.Reason);
        }

        _loops.Dispose();
        _metrics.Dispose();
        (_parts.Http as IDisposable)?.Dispose();
        return failure;
    }

    private async Task<AnalyseDeliveryException?> DrainTheRestAsync(CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(_budget.Remaining(_parts.Settings.Current.ShutdownTimeout), _parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        return await _loops.DrainAsync(either.Token).ConfigureAwait(false);
    }
}
