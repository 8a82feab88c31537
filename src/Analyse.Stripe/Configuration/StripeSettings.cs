using Analyse.Stripe.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Analyse.Stripe.Configuration;

/// <summary>
/// The options in force, which follow the configuration, so that a signing secret rotates without a restart. A reload that
/// is not valid is logged, and the last valid options stay in force.
/// </summary>
internal sealed class StripeSettings : IDisposable
{
    private readonly IOptionsFactory<AnalyseStripeOptions> _factory;
    private readonly ILogger _logger;
    private readonly IDisposable[] _subscriptions;
    private readonly Lock _lock = new();
    private AnalyseStripeOptions? _current;
    private string? _lastProblem;

    public StripeSettings(
        IOptionsFactory<AnalyseStripeOptions> factory, IEnumerable<IOptionsChangeTokenSource<AnalyseStripeOptions>> changes, ILogger logger)
    {
        _factory = factory;
        _logger = logger;
        _subscriptions = [.. changes.Select(source => ChangeToken.OnChange(source.GetChangeToken, Reload))];
    }

    /// <exception cref="OptionsValidationException">The first options are not valid.</exception>
    public AnalyseStripeOptions Current
    {
        get
        {
            lock (_lock)
            {
                return _current ??= _factory.Create(Options.DefaultName);
            }
        }
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private void Reload()
    {
        lock (_lock)
        {
            if (_current is null)
            {
                return;
            }

            try
            {
                _current = _factory.Create(Options.DefaultName);
                _lastProblem = null;
            }
            catch (Exception problem)
            {
                // One change of a file is often reported twice.
                if (problem.Message != _lastProblem)
                {
                    _lastProblem = problem.Message;
                    _logger.ReloadRejected(problem.Message);
                }
            }
        }
    }
}
