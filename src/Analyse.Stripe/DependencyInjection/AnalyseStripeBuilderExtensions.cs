using Analyse;
using Analyse.Stripe;
using Analyse.Stripe.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what turns Stripe's webhooks into events.</summary>
public static class AnalyseStripeBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IAnalyseStripe"/>, with the settings of the section <c>Analyse:Stripe</c>, or the signing secret of
    /// <c>STRIPE_WEBHOOK_SECRET</c>. It is safe to call this twice.
    /// </summary>
    /// <param name="builder">What <c>AddAnalyse</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IAnalyseBuilder AddStripe(this IAnalyseBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddStripeSettings().AddStripeCapture();
        return builder;
    }

    /// <summary>Adds <see cref="IAnalyseStripe"/>, with settings made in code on top of those of the section <c>Analyse:Stripe</c>.</summary>
    /// <param name="builder">What <c>AddAnalyse</c> returned.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>The same builder.</returns>
    public static IAnalyseBuilder AddStripe(this IAnalyseBuilder builder, Action<AnalyseStripeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddStripe();
        builder.Services.Configure(configure);
        return builder;
    }
}
