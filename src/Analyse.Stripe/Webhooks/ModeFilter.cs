using Microsoft.Extensions.Hosting;

namespace Analyse.Stripe.Webhooks;

/// <summary>Decides whether events of Stripe's live or test mode are taken.</summary>
internal sealed class ModeFilter(AnalyseStripeOptions options, IHostEnvironment? environment)
{
    // As for the key: what does not say where it runs may be Production.
    private readonly bool _isProduction = environment?.IsProduction() ?? true;

    public string EnvironmentName { get; } = environment?.EnvironmentName ?? Environments.Production;

    public bool Takes(StripeEvent stripeEvent) => options.Mode switch
    {
        StripeMode.Both => true,
        StripeMode.Live => stripeEvent.IsLive,
        StripeMode.Test => !stripeEvent.IsLive,
        _ => stripeEvent.IsLive || !_isProduction,
    };
}
