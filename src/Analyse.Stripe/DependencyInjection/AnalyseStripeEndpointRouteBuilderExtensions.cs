using System.Diagnostics.CodeAnalysis;
using Analyse.Configuration;
using Analyse.Stripe;
using Analyse.Stripe.Configuration;
using Analyse.Stripe.DependencyInjection;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Webhooks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that Stripe sends its webhooks to.</summary>
public static class AnalyseStripeEndpointRouteBuilderExtensions
{
    private const string DefaultPattern = "/webhooks/stripe";

    /// <summary>
    /// Maps an endpoint that takes <c>POST</c> from Stripe: it verifies the signature and captures what the event tells. Open
    /// to everybody, whatever the application's authorization and antiforgery ask for: the signature says who sends.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path to tell Stripe.</param>
    /// <returns>A builder for conventions of your own, such as rate limits.</returns>
    /// <exception cref="InvalidOperationException"><c>AddStripe</c> was not called; or, in Production, there is no signing secret.</exception>
    /// <exception cref="OptionsValidationException">A setting is not valid.</exception>
    public static IEndpointConventionBuilder MapAnalyseStripeWebhook(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = DefaultPattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        RequireSecret(endpoints.ServiceProvider);
        SetupReport.Log(endpoints.ServiceProvider);
        return endpoints
            .MapPost(pattern, WebhookEndpoint.HandleAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new ExcludeFromDescriptionAttribute())
            .WithDisplayName("Analyse: Stripe's webhooks");
    }

    private static void RequireSecret(IServiceProvider services)
    {
        if (services.GetService<StripeReport>() is null)
        {
            throw new InvalidOperationException(
                "MapAnalyseStripeWebhook finds no services: call builder.Services.AddAnalyse().AddStripe() before builder.Build().");
        }

        if (services.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value.SigningSecrets.Count > 0)
        {
            return;
        }

        if (services.GetRequiredService<IHostEnvironment>().IsProduction())
        {
            var setting = services.GetRequiredService<AnalyseSection>().PathOf($"{StripeDefaults.SectionName}:{nameof(AnalyseStripeOptions.SigningSecrets)}:0");
            throw new InvalidOperationException(
                $"There is no signing secret for Stripe's webhooks: set {setting}, or {StripeDefaults.SecretVariable}, to the endpoint's signing secret, whsec_….");
        }

        StripeRegistrations.LoggerOf(services).NoSecret();
    }
}
