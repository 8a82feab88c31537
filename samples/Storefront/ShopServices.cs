using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Storefront.Accounts;
using Storefront.Checkouts;
using Storefront.Trials;

namespace Storefront;

/// <summary>What the shop needs of its own. It keeps everything in memory: a restart begins anew.</summary>
internal static class ShopServices
{
    public static IServiceCollection AddShop(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<CheckoutStore>();
        services.AddScoped<AccountCookieEvents>();
        services.AddScoped<Fulfilment>();
        services.AddScoped<StripeCheckout>();

        services.AddOptions<TrialOptions>().BindConfiguration(TrialOptions.Section);
        services.AddHostedService<TrialEnder>();
        return services;
    }
}
