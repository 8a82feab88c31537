using Stripe;

namespace Storefront.SimulatedStripe;

/// <summary>Everything that stands in for Stripe. A shop has nothing of this folder.</summary>
internal static class SimulatedStripeServices
{
    public static IServiceCollection AddSimulatedStripe(this IServiceCollection services)
    {
        services.AddSingleton<SimulatedSessions>();
        services.AddSingleton<SimulatedEvents>();
        services.AddSingleton<IStripeClient, SimulatedStripeClient>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddHttpClient(WebhookSender.ClientName).RemoveAllLoggers();
        services.AddRazorComponents();
        return services;
    }
}
