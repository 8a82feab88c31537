using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Analyse.Stripe.Diagnostics;

/// <summary>Counts webhooks by what became of them, and tells once of what would be told with each of them.</summary>
internal sealed class StripeReport : IDisposable
{
    public const string MeterName = "Analyse";

    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly Counter<long> _webhooks;
    private int _toldOfMode;
    private int _toldOfInterval;

    public StripeReport(ILogger logger, IMeterFactory? meters)
    {
        _logger = logger;
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _webhooks = _meter.CreateCounter<long>("analyse.stripe.webhooks", "{webhook}", "Webhooks of Stripe, by what became of them.");
    }

    public StripeWebhookResult Count(StripeWebhookResult result)
    {
        Count(NameOf(result.Outcome));
        return result;
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
