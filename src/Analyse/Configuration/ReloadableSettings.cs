using Analyse.Diagnostics;
using Analyse.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Analyse.Configuration;

/// <summary>
/// Settings that follow the configuration. The options are made here and not by an options monitor, which would throw a
/// bad reload at whoever triggered it and have no value from then on; here the last good settings stay in force.
/// </summary>
internal sealed class ReloadableSettings : IAnalyseSettings, IDisposable
{
    private readonly IOptionsFactory<AnalyseOptions> _factory;
    private readonly SettingsResolver _resolver;
    private readonly DevelopmentTransport _development;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _subscriptions;
    private readonly Lock _lock = new();
    private AnalyseSettings? _current;
    private string? _lastProblem;

    public ReloadableSettings(
        IOptionsFactory<AnalyseOptions> factory,
        IEnumerable<IOptionsChangeTokenSource<AnalyseOptions>> changes,
        SettingsResolver resolver,
        DevelopmentTransport development,
        ILogger logger)
    {
        _factory = factory;
        _resolver = resolver;
        _development = development;
        _logger = logger;
        _subscriptions = [.. changes.Select(source => ChangeToken.OnChange(source.GetChangeToken, Reload))];
        _development.Changed += Reload;
    }

    public event Action<AnalyseSettings>? Changed;

    public AnalyseSettings Current => _current ?? Load();

    public void Dispose()
    {
        _development.Changed -= Reload;
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private AnalyseSettings Load()
    {
        lock (_lock)
        {
            return _current ??= _resolver.Resolve(_factory.Create(Options.DefaultName));
        }
    }

    private void Reload()
    {
        AnalyseSettings before;
        lock (_lock)
        {
            if (_current is null)
            {
                return;
            }

            before = _current;
            try
            {
                _current = _resolver.Resolve(WithBoundsOf(before, _factory.Create(Options.DefaultName)));
                _lastProblem = null;
            }
            catch (Exception problem)
            {
                // The same file is often written, and so read, twice: one problem is told once.
                if (problem.Message != _lastProblem)
                {
                    _lastProblem = problem.Message;
                    _logger.ReloadRefused(problem.Message);
                }

                return;
            }
        }

        Changed?.Invoke(before);
    }

    // Stores and buffers were made for the bounds at start.
    private static AnalyseOptions WithBoundsOf(AnalyseSettings before, AnalyseOptions options)
    {
        options.MaxBatchSize = before.MaxBatchSize;
        options.MaxBatchBytes = before.MaxBatchBytes;
        options.MaxEventBytes = before.MaxEventBytes;
        options.MaxBufferedEvents = before.MaxBufferedEvents;
        options.MaxBufferedBytes = before.MaxBufferedBytes;
        options.EventIdProperty = before.EventIdProperty;
        return options;
    }
}
