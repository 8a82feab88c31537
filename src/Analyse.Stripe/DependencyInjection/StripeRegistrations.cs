using System.Diagnostics.Metrics;
using Analyse.Extensibility;
using Analyse.Receipts;
using Analyse.Stripe.Api;
using Analyse.Stripe.Configuration;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Mapping;
using Analyse.Stripe.People;
using Analyse.Stripe.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stripe;

namespace Analyse.Stripe.DependencyInjection;

/// <summary>The steps of the registration. Each may run twice and then does nothing the second time.</summary>
internal static class StripeRegistrations
{
    private const string LogCategory = "Analyse.Stripe";

    public static IServiceCollection AddStripeSettings(this IServiceCollection services)
    {
        services.AddOptions<AnalyseStripeOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AnalyseStripeOptions>, StripeOptionsBinding>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<AnalyseStripeOptions>, StripeOptionsBinding>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnalyseStripeOptions>, StripeOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<AnalyseStripeOptions>, StripeChangeTokenSource>());
        services.TryAddSingleton(static provider => new StripeSettings(
            provider.GetRequiredService<IOptionsFactory<AnalyseStripeOptions>>(),
            provider.GetServices<IOptionsChangeTokenSource<AnalyseStripeOptions>>(),
            LoggerOf(provider)));
        return services;
    }

    public static IServiceCollection AddStripeCapture(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new StripeReport(
            LoggerOf(provider), provider.GetService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()));

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, RedirectWarning>());

        // Scoped, as a resolver of persons may ask the application's database.
        services.TryAddScoped<IAnalyseStripe>(static scope =>
        {
            var options = scope.GetRequiredService<StripeSettings>().Current;
            var time = scope.GetRequiredService<TimeProvider>();
            var report = scope.GetRequiredService<StripeReport>();
            var lookup = new StripeLookup(scope.GetService<IStripeClient>(), time, report);
            var offers = new OfferReader(options);
            return new StripeCapture(
                new SignatureCheck(options, time),
                new ModeFilter(options, scope.GetService<IHostEnvironment>()),
                new EventMapping(
                    offers,
                    new OfferFinder(offers, lookup, report),
                    [.. scope.GetServices<IStripeEventMapper>()],
                    new PersonFinder(scope.GetService<IStripePersonIdResolver>(), lookup, options),
                    new ThinEvents(lookup, report),
                    new LedgerReader(scope.GetKeyedService<IAnalyseLedger>(LedgerScope.Key) ?? scope.GetRequiredService<IAnalyseLedger>()),
                    options,
                    time),
                scope.GetRequiredService<ISafeCapture>(),
                options,
                report,
                LoggerOf(scope));
        });
        return services;
    }

    public static ILogger LoggerOf(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(LogCategory);
}
