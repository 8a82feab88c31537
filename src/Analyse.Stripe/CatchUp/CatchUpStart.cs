using Analyse.Extensibility;
using Analyse.Stripe.Api;
using Analyse.Stripe.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analyse.Stripe.CatchUp;

/// <summary>Checks what a catch-up was asked for, and starts it.</summary>
internal sealed class CatchUpStart(IServiceScopeFactory scopes, StripeLookup lookup, IAnalyseLedger ledger, StripeReport report, TimeProvider time, ILogger logger)
{
    /// <summary>Stripe's list goes back no further.</summary>
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    public Task<StripeCatchUpResult> RunAsync(
        DateTimeOffset? since, string? account, IProgress<StripeCatchUpResult>? progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (since > now)
        {
            throw new ArgumentOutOfRangeException(nameof(since), since, "The time is in the future, so Stripe can have no events of it; name a time of the last 30 days.");
        }

        if (!lookup.IsAvailable)
        {
            throw new InvalidOperationException(
                "Stripe cannot be asked for its events, since no IStripeClient is registered. Register one, such as services.AddSingleton<IStripeClient>(new StripeClient(apiKey)).");
        }

        var from = since is { } given && given > now - _kept ? given : now - _kept;
        if (!ledger.IsDurable && from < report.StartedAt)
        {
            logger.CatchUpInMemory(report.StartedAt);
        }

        // The second of now is read, too. It is not over, so the next catch-up reads it again.
        var window = new EventWindow(from.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() + 1);
        return new CatchUpRun(scopes, new EventList(lookup, account), progress, logger).RunAsync(window, cancellationToken);
    }
}
