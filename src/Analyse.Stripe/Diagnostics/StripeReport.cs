using System.Diagnostics.Metrics;
using Analyse.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Analyse.Stripe.Diagnostics;

/// <summary>Counts webhooks by what became of them, and tells once of what would be told with each of them.</summary>
internal sealed class StripeReport : IDisposable
{
    private static readonly TimeSpan _betweenMessages = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly Counter<long> _webhooks;
    private readonly LogLimit _notVerified;
    private readonly LogLimit _tooLarge;
    private readonly LogLimit _lookupRefused;
    private readonly LogLimit _redirected;
    private int _toldOfMode;
    private int _toldOfInterval;
    private int _toldOfThin;

    public StripeReport(ILogger logger, IMeterFactory? meters, TimeProvider time)
    {
        _notVerified = new LogLimit(time, _betweenMessages);
        _tooLarge = new LogLimit(time, _betweenMessages);
        _lookupRefused = new LogLimit(time, _betweenMessages);
        _redirected = new LogLimit(time, _betweenMessages);
        StartedAt = time.GetUtcNow();
        _logger = logger;
        _meter = meters?.Create(AnalyseMetrics.MeterName) ?? new Meter(AnalyseMetrics.MeterName);
        _webhooks = _meter.CreateCounter<long>("analyse.stripe.webhooks", "{webhook}", "Webhooks of Stripe, by what became of them.");
    }

    /// <summary>From when on this process may have captured something.</summary>
    public DateTimeOffset StartedAt { get; }

    public StripeWebhookResult Count(StripeWebhookResult result)
    {
        Count(NameOf(result.Outcome));
        return result;
    }

    /// <summary>A webhook that may come from anybody, as often as they like.</summary>
    public StripeWebhookResult NotVerified(string problem)
    {
        if (_notVerified.TryTake())
        {
            _logger.NotVerified(problem);
        }

        return Count(StripeWebhookResult.Of(StripeWebhookOutcome.NotVerified, problem));
    }

    /// <summary>The same of a body that is too long.</summary>
    public StripeWebhookResult TooLarge(int limit)
    {
        if (_tooLarge.TryTake())
        {
            _logger.TooLarge(limit);
        }

        return Count(StripeWebhookResult.Of(StripeWebhookOutcome.TooLarge));
    }

    /// <summary>An event of the mode that is not taken.</summary>
    public StripeWebhookResult OtherMode(string environment, bool isLive)
    {
        Count("other_mode");
        if (IsFirst(ref _toldOfMode))
        {
            _logger.OtherMode(isLive ? "live" : "test", environment, isLive ? nameof(StripeMode.Live) : nameof(StripeMode.Test));
        }

        return StripeWebhookResult.Of(StripeWebhookOutcome.Ignored);
    }

    /// <summary>Stripe's API refused a question; with a key that may not ask, it refuses each.</summary>
    public void LookupRefused(int status)
    {
        if (_lookupRefused.TryTake())
        {
            _logger.LookupRefused(status);
        }
    }

    /// <summary>A webhook that never reached the endpoint.</summary>
    public void Redirected(int status)
    {
        Count("redirected");
        if (_redirected.TryTake())
        {
            _logger.Redirected(status);
        }
    }

    /// <summary>An event that does not hold its object, and nobody who can be asked for it.</summary>
    public void ThinEvent(string type)
    {
        if (IsFirst(ref _toldOfThin))
        {
            _logger.ThinEvent(type);
        }
    }

    public void IntervalUnknown()
    {
        if (IsFirst(ref _toldOfInterval))
        {
            _logger.IntervalUnknown();
        }
    }

    public void Dispose() => _meter.Dispose();

    private static bool IsFirst(ref int told) => Interlocked.Exchange(ref told, 1) == 0;

    private static string NameOf(StripeWebhookOutcome outcome) => outcome switch
    {
        StripeWebhookOutcome.Captured => "captured",
        StripeWebhookOutcome.Ignored => "ignored",
        StripeWebhookOutcome.NotVerified => "not_verified",
        StripeWebhookOutcome.NotReadable => "not_readable",
        StripeWebhookOutcome.TooLarge => "too_large",
        _ => "not_safe",
    };

    private void Count(string outcome) => _webhooks.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
